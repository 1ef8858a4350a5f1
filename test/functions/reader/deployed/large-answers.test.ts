import { randomBytes } from 'node:crypto';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventsTableSchema } from '../../../../functions/model/events-table.ts';
import { ask, ownPage } from '../support/asking.ts';
import { type RunningReader, startReader } from '../support/reader.ts';

const openid = 'okkeXs1nI-xU4ql8-0123456789a';
const eventBytes = 100_000;

let reader: RunningReader;
let token: string;
beforeAll(async () => {
  reader = await startReader();
  ({ token } = await reader.share({ scope: 'people' }));
});
afterAll(() => reader?.stop());

/** Claims of one person, of some bytes each. */
async function keepEvents(text: string, count: number, from: string): Promise<void> {
  const { dynamodb, eventsTable } = reader.target;
  const claims = Array.from({ length: count }, (_none, place) => ({
    [eventsTableSchema.partitionKey]: from,
    [eventsTableSchema.sortKey]: `${1_700_000_000 + place}#user_scan_product`,
    event: { Event: 'user_scan_product', CreateTime: String(1_700_000_000 + place), ExtInfo: text },
  }));
  for (let start = 0; start < count; start += 20) {
    const puts = claims.slice(start, start + 20).map((claim) => ({ PutRequest: { Item: marshall(claim) } }));
    await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [eventsTable]: puts } }));
  }
}

const user = (who: string, encoding = 'identity') =>
  ask(reader.origin, `/console/api/user?openid=${who}`, {
    headers: { ...ownPage(reader.origin, token), 'accept-encoding': encoding },
  });

it('what is too large for Lambda is a 400 that says what to do, and fits once it is compressed', async () => {
  await keepEvents('x'.repeat(eventBytes), 60, openid);
  const { status, body } = await user(openid);
  expect([status, body]).toEqual([
    400,
    expect.stringMatching(
      /^The answer has 60\d{5} bytes, and \d{7} at most can be sent: ask with Accept-Encoding: br or gzip, for fewer days, or for fewer products \(limit, skip\)\.$/,
    ),
  ]);
  expect(await user(openid, 'br')).toMatchObject({ status: 200 });
});

it('what is too large however it is sent is a 400 as well', async () => {
  await keepEvents(randomBytes(eventBytes).toString('base64'), 60, `${openid}-2`);
  const { status, body } = await user(`${openid}-2`, 'gzip');
  expect([status, body]).toEqual([400, expect.stringMatching(/at most can be sent: ask for fewer days/)]);
});
