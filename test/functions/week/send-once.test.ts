import { GetItemCommand, ResourceNotFoundException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { retentionDays } from '../../../functions/model/events-table.ts';
import { weekMailKey } from '../../../functions/model/week-mails.ts';
import { logger } from '../../../functions/runtime/telemetry.ts';
import { BeingSentError, leaseLength, sendOnce } from '../../../functions/week/send-once.ts';
import { patience } from '../../support/patience.ts';
import { freshStores, type Stores } from '../../support/stores.ts';

let stores: Stores;
let monday = '';
let weeks = 0;
const sent: string[] = [];

beforeAll(async () => {
  stores = await freshStores();
});

afterAll(() => stores?.stop());

beforeEach(() => {
  // A week of its own for each test.
  weeks += 1;
  monday = `week-${weeks}`;
  sent.length = 0;
});

const send = async () => {
  sent.push(monday);
  return `message-${sent.length}`;
};

/** The table with one kind of answer lost: what was asked for is done, and nobody learns of it. */
function losing(isLost: (command: UpdateItemCommand) => boolean): Stores {
  const dynamodb = new Proxy(stores.dynamodb, {
    get: (client, property) =>
      property === 'send'
        ? async (command: UpdateItemCommand) => {
            const answer = await client.send(command);
            if (isLost(command)) throw new Error('socket hang up');
            return answer;
          }
        : Reflect.get(client, property),
  });
  return { ...stores, dynamodb };
}

async function noted(): Promise<Record<string, unknown>> {
  const { Item = {} } = await stores.dynamodb.send(
    new GetItemCommand({ TableName: stores.insightsTable, Key: marshall(weekMailKey(monday)) }),
  );
  return unmarshall(Item);
}

/** The time a run has is over. */
async function leaseEnds(): Promise<void> {
  await stores.dynamodb.send(
    new UpdateItemCommand({
      TableName: stores.insightsTable,
      Key: marshall(weekMailKey(monday)),
      UpdateExpression: 'SET leaseUntil = leaseUntil - :length',
      ExpressionAttributeValues: marshall({ ':length': leaseLength + 1 }),
    }),
  );
}

it('a mail is sent and noted, until no schedule repeats it any more', async () => {
  expect(await sendOnce(stores, monday, send)).toBe('message-1');
  const { sentAt, messageId, expiresAt, ...others } = await noted();
  expect({ messageId, others }).toEqual({ messageId: 'message-1', others: weekMailKey(monday) });
  expect(Date.parse(String(sentAt))).toBeGreaterThan(Date.now() - 60_000);
  const daysLeft = (Number(expiresAt) - Date.now() / 1000) / (24 * 60 * 60);
  expect(Math.round(daysLeft)).toBe(retentionDays);
});

it('one that was sent is not sent again, another week’s is', async () => {
  await sendOnce(stores, monday, send);
  expect(await sendOnce(stores, monday, send)).toBeUndefined();
  expect(await sendOnce(stores, `${monday}-later`, send)).toBe('message-2');
});

it('of ten runs at once one sends, and no other takes the mail for sent', async () => {
  let finish = () => {};
  const slow = () =>
    new Promise<string>((resolve) => {
      finish = () => resolve(send());
    });
  const others = Array.from({ length: 9 }, () => undefined);
  const runs = [undefined, ...others].map(() => sendOnce(stores, monday, slow));
  const [outcomes] = await Promise.all([
    Promise.allSettled(runs),
    vi.waitFor(async () => {
      expect(await noted()).toHaveProperty('leasedBy');
      finish();
      expect(sent).toHaveLength(1);
    }, patience),
  ]);
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused.map(({ reason }) => reason)).toEqual(others.map(() => expect.any(BeingSentError)));
});

it('a run that dies before it sends leaves the mail to the one after it, once its time is over', async () => {
  const dies = () => Promise.reject(new Error('out of memory'));
  await expect(sendOnce(stores, monday, dies)).rejects.toThrow('out of memory');
  // Lambda's log and its answer say it by this name.
  await expect(sendOnce(stores, monday, send)).rejects.toMatchObject({ name: 'BeingSentError' });
  await leaseEnds();
  expect(await sendOnce(stores, monday, send)).toBe('message-1');
});

it('a run that dies after it has sent is the one reason for a second copy', async () => {
  const dies = async () => {
    await send();
    throw new Error('out of memory');
  };
  await expect(sendOnce(stores, monday, dies)).rejects.toThrow('out of memory');
  await leaseEnds();
  expect(await sendOnce(stores, monday, send)).toBe('message-2');
  expect(await sendOnce(stores, monday, send)).toBeUndefined();
});

it('a note that fails makes no failure of a mail that was sent: Lambda would send another', async () => {
  const isNote = ({ input }: UpdateItemCommand) => input.UpdateExpression?.includes('sentAt') ?? false;
  const logged = vi.spyOn(logger, 'error').mockReturnValue();
  expect(await sendOnce(losing(isNote), monday, send)).toBe('message-1');
  expect(logged).toHaveBeenCalledWith('sent and not noted', new Error('socket hang up'));
  logged.mockRestore();
});

it('a table that cannot be asked has nothing sent: who knows whether it was', async () => {
  const nowhere = { ...stores, insightsTable: 'nowhere' };
  await expect(sendOnce(nowhere, monday, send)).rejects.toThrow(ResourceNotFoundException);
  expect(sent).toEqual([]);
});

it('a lease whose answer was lost is known again by who took it: the SDK asks twice', async () => {
  const command: UpdateItemCommand[] = [];
  const asksTwice = new Proxy(stores.dynamodb, {
    get: (client, property) =>
      property === 'send'
        ? async (each: UpdateItemCommand) => {
            command.push(each);
            if (command.length === 1) await client.send(each);
            return client.send(each);
          }
        : Reflect.get(client, property),
  });
  expect(await sendOnce({ ...stores, dynamodb: asksTwice }, monday, send)).toBe('message-1');
});
