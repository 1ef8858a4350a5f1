import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { eventsTableSchema } from '../../functions/model/events-table.ts';
import type { Cloud } from './cloud.ts';

const mostRounds = 5;

/**
 * Ends all faults and lets everything that is on its way arrive: the drain empties the outbox, the
 * workers the queues.
 * @throws where something stays behind, or a message is dead
 */
export async function settle(cloud: Cloud): Promise<void> {
  await cloud.faults.recover();
  let left = await leftovers(cloud);
  for (let round = 0; left.length > 0 && round < mostRounds; round++) {
    await endLeases(cloud);
    await cloud.functionOf('drain').invoke({});
    await Promise.all(cloud.feeds.map((feed) => feed.round()));
    left = await leftovers(cloud);
  }
  if (left.length > 0) throw new Error(`still there after ${mostRounds} rounds: ${left.join(', ')}`);
}

/** As if the leases of runs that died were over. */
export async function endLeases({ holdings, recorder }: Cloud): Promise<void> {
  const { partitionKey, sortKey } = eventsTableSchema;
  const leased = (await holdings.waiting()).filter(({ leaseUntil }) => leaseUntil !== undefined);
  for (const row of leased) {
    const command = new UpdateItemCommand({
      TableName: holdings.eventsTable,
      Key: marshall({ [partitionKey]: row[partitionKey], [sortKey]: row[sortKey] }),
      UpdateExpression: 'REMOVE leaseUntil, leasedBy',
    });
    await holdings.dynamodb.send(command);
  }
  recorder.leasesLapsed();
}

async function leftovers({ holdings }: Cloud): Promise<string[]> {
  const waiting = await Promise.all(
    holdings.eventQueueUrls.map(async (url) =>
      (await holdings.messages(url)) > 0 ? [`messages on ${url}`] : [],
    ),
  );
  const outbox = await holdings.waiting();
  return [...waiting.flat(), ...outbox.map((row) => `in the outbox: ${JSON.stringify(row)}`)];
}
