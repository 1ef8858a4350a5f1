import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { periodOf } from '../../../functions/insights/periods.ts';
import { addDays, today } from '../../../functions/model/day.ts';
import { accountPartition, dayKey } from '../../../functions/model/insights-table.ts';
import { channelAttribute } from '../../../functions/model/statistics.ts';
import { readWeek, type WeekReport } from '../../../functions/week/read-week.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { freshStores, type Stores } from '../../support/stores.ts';
import { messageOf, workers, workplaceAt } from '../../support/workers.ts';

const day = today('Asia/Shanghai');
const { from, to, before } = periodOf('lastWeek', day);

let stores: Stores;
let week: WeekReport;

/** A product opened on a day, up to its noon; the more often, the earlier: the newest is not the best. */
function opened(KeyStr: string, on: string, times: number, ExtInfo = '') {
  const first = Date.parse(`${on}T12:00:00+08:00`) / 1000 - 10 * times;
  return Array.from({ length: times }, (_none, place) =>
    sampleEvent('user_scan_product', { KeyStr, ExtInfo, CreateTime: String(first + place) }),
  );
}

const openings = [
  ...[1, 2, 3, 4, 5, 6].flatMap((times) => opened(`gained ${times}`, from, times, `mark ${times}`)),
  ...[1, 2, 3].flatMap((times) => opened(`lost ${times}`, before.to, times, `old mark ${times}`)),
  ...opened('as before', to, 7),
  ...opened('as before', before.from, 7),
  ...opened('neither week', addDays(before.from, -1), 1),
  ...opened('neither week', addDays(to, 1), 1, 'new mark'),
];
const review = sampleEvent('user_scan_product_verify_action', {
  KeyStr: 'gained 1',
  Result: 'verify_not_pass',
  ReasonMsg: '不清晰',
});

beforeAll(async () => {
  stores = await freshStores();
  const workplace = workplaceAt(stores.dynamodb, stores);
  await workers.user_scan_product(openings.map(messageOf), workplace);
  await workers.user_scan_product_verify_action([messageOf(review)], workplace);
  await manyWithoutAName();
  const QueueUrl = stores.deadLettersUrl('subscribe');
  await stores.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
  week = await readWeek(stores, day);
});
afterAll(() => stores?.stop());

/** What the workers write of ExtInfo beyond those that keep their name. */
async function manyWithoutAName(): Promise<void> {
  const key = dayKey(accountPartition, { day: from, counter: 'opened', shard: 0, page: 0 });
  await stores.dynamodb.send(
    new UpdateItemCommand({
      TableName: stores.insightsTable,
      Key: marshall(key),
      UpdateExpression: 'ADD #others :many',
      ExpressionAttributeNames: { '#others': channelAttribute('others') },
      ExpressionAttributeValues: marshall({ ':many': 1000 }),
    }),
  );
}

const names = (products: WeekReport['gained']) =>
  products.map(({ product, week: now, before: then }) => [product.keyStr, now, then]);

it('is about the last whole week and the one before', () => {
  expect([week.week, week.before]).toEqual([{ from, to }, before]);
  expect([to, before.to]).toEqual([addDays(from, 6), addDays(from, -1)]);
});

it('has the account’s numbers of both weeks, and of no other day', () => {
  expect(week.counts.opened).toEqual({ week: 28, before: 13 });
  expect(week.counts.followed).toEqual({ week: 0, before: 0 });
});

it('has the five products that gained most, and those that lost, the most first, and none that is as it was', () => {
  expect(names(week.gained)).toEqual([6, 5, 4, 3, 2].map((times) => [`gained ${times}`, times, 0]));
  expect(names(week.lost)).toEqual([3, 2, 1].map((times) => [`lost ${times}`, 0, times]));
});

it('has the five marks that brought most in the week itself, and only what has a name', () => {
  expect(week.channels.map(({ extInfo, opened: times }) => [extInfo, times])).toEqual(
    [6, 5, 4, 3, 2].map((times) => [`mark ${times}`, times]),
  );
});

it('has what was not passed and what lies where nobody takes it, whenever it came', () => {
  expect(week.notPassed).toEqual([
    {
      product: { keyStandard: review.KeyStandard, keyStr: 'gained 1', name: null },
      review: { result: 'verify_not_pass', reasonMsg: '不清晰', at: expect.stringMatching(/Z$/) },
    },
  ]);
  expect(week.notPassedInAll).toBe(1);
  expect(week.held).toEqual({ quarantine: 0, dead: [{ queue: 'subscribe', dead: 1 }] });
});
