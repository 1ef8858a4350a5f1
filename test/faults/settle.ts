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
  for (let round = 0; round < mostRounds; round++) {
    await emptyOutbox(cloud);
    const urls = await urlsWithMessages(cloud);
    if (urls.length === 0) return;
    const feeds = cloud.feeds.filter(({ queueUrl }) => urls.includes(queueUrl));
    await Promise.all(feeds.map((feed) => feed.round()));
  }
  const left = await urlsWithMessages(cloud);
  if (left.length > 0) throw new Error(`messages after ${mostRounds} rounds on ${left.join(', ')}`);
}

/**
 * Lets the drain put on the queues what waits in the outbox.
 * @throws where something stays behind
 */
export async function emptyOutbox(cloud: Cloud): Promise<void> {
  const { holdings } = cloud;
  let rows = await holdings.waiting();
  for (let run = 0; rows.length > 0 && run < mostRounds; run++) {
    await endLeases(cloud);
    await cloud.functionOf('drain').invoke({});
    rows = await holdings.waiting();
  }
  if (rows.length > 0) throw new Error(`in the outbox after ${mostRounds} runs: ${JSON.stringify(rows)}`);
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

async function urlsWithMessages({ holdings }: Cloud): Promise<string[]> {
  const urls = await Promise.all(
    holdings.eventQueueUrls.map(async (url) => ((await holdings.messages(url)) > 0 ? [url] : [])),
  );
  return urls.flat();
}
