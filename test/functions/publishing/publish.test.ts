import {
  CreateTopicCommand,
  type PublishBatchCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAccount } from '../../../functions/insights/account.ts';
import type { WeixinEvent } from '../../../functions/model/event-types.ts';
import { cloudEventOf } from '../../../functions/publishing/cloud-event.ts';
import { deadlineIn } from '../../../functions/runtime/deadline.ts';
import { processBatch } from '../../../functions/workers/engine/process-batch.ts';
import { publishTo } from '../../../functions/workers/engine/publish-tasks.ts';
import { contribution } from '../../../functions/workers/user-scan-product.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { freshStores, type Stores } from '../../support/stores.ts';
import { messageOf, workplaceAt } from '../../support/workers.ts';

let stores: Stores;
let sns: SNSClient;
let topicArn: string;
let queueUrl: string;

beforeEach(async () => {
  stores = await freshStores();
  const client = {
    endpoint: stores.environment.AWS_ENDPOINT_URL_SQS ?? '',
    region: stores.environment.AWS_REGION ?? '',
    credentials: { accessKeyId: 'publisher', secretAccessKey: 'publisher' },
  };
  sns = new SNSClient(client);
  topicArn = (await sns.send(new CreateTopicCommand({ Name: 'events' }))).TopicArn ?? '';
  queueUrl = (await stores.sqs.send(new CreateQueueCommand({ QueueName: 'subscribed' }))).QueueUrl ?? '';
  const { Attributes } = await stores.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['QueueArn'] }),
  );
  await sns.send(
    new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: 'sqs',
      Endpoint: Attributes?.QueueArn ?? '',
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );
});

afterEach(async () => {
  sns.destroy();
  await stores.stop();
});

const openings = (count: number, changes = {}) =>
  Array.from({ length: count }, (_none, place) =>
    sampleEvent('user_scan_product', { FromUserName: `reader-${place}`, ...changes }),
  );

/** What a worker does with a batch that it also publishes; SNS is called by the client given. */
function work(events: readonly WeixinEvent[], client: SNSClient = sns) {
  const publish = publishTo(topicArn, client);
  const workplace = { ...workplaceAt(stores.dynamodb, stores), timeZone: 'Asia/Shanghai', publish };
  return processBatch(events.map(messageOf), contribution, workplace, deadlineIn(30_000));
}

async function publishedIds(): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const { Messages = [] } = await stores.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return ids;
    ids.push(...Messages.map(({ Body = '' }) => JSON.parse(Body).id));
  }
}

const idsOf = (events: readonly WeixinEvent[]) => events.map((event) => cloudEventOf(event).id).sort();
const opened = async () =>
  (await readAccount(stores, { from: '2000-01-01', to: '2099-12-31' })).days.reduce(
    (sum, day) => sum + day.opened,
    0,
  );

/** SNS with something in the way of each batch. */
function between(meddle: (send: () => Promise<unknown>, command: PublishBatchCommand) => Promise<unknown>) {
  return new Proxy(sns, {
    get: (client, property) =>
      property === 'send'
        ? (command: PublishBatchCommand, options: object) =>
            meddle(() => client.send(command, options), command)
        : Reflect.get(client, property),
  });
}

const down = () =>
  between(async () => {
    throw Object.assign(new Error('SNS is down'), { name: 'TimeoutError' });
  });
const answerLost = () =>
  between(async (send) => {
    await send();
    throw Object.assign(new Error('the answer was lost'), { name: 'TimeoutError' });
  });
const refusesTheFirst = () =>
  between(async (send, command) => {
    const [first, ...others] = command.input.PublishBatchRequestEntries ?? [];
    command.input.PublishBatchRequestEntries = others;
    await send();
    return { Failed: [{ Id: first?.Id, Code: 'InternalError', SenderFault: false }] };
  });

describe('a worker that publishes', () => {
  it('publishes every event of its batch once it is counted, more than SNS takes at once too', async () => {
    const events = openings(23);

    expect(await work(events)).toMatchObject({ counted: 23, failures: [] });

    expect((await publishedIds()).sort()).toEqual(idsOf(events));
  });

  it('publishes what has emoji and half characters in it', async () => {
    const events = openings(1, { City: '揭阳 🇨🇳 \uFFFE', ToUserName: 'gh 名' });
    expect(await work(events)).toMatchObject({ failures: [] });
    expect(await publishedIds()).toEqual(idsOf(events));
  });

  it.each([
    ['is down', down, 12],
    ['takes it and its answer gets lost', answerLost, 12],
    ['refuses one of each batch', refusesTheFirst, 2],
  ])(
    'gives back what was not published while SNS %s; it is counted once, and published under one id',
    async (_case, client, givenBack) => {
      const events = openings(12);

      const first = await work(events, client());
      expect(first.failures).toHaveLength(givenBack);
      const again = await work(first.failures.flatMap(({ event }) => event ?? []));

      expect(again).toMatchObject({ counted: 0, alreadyCounted: givenBack, failures: [] });
      expect([...new Set(await publishedIds())].sort()).toEqual(idsOf(events));
      expect(await opened()).toBe(12);
    },
  );

  it('that died between counting and publishing publishes when the message comes again', async () => {
    const events = openings(3);
    const workplace = { ...workplaceAt(stores.dynamodb, stores), timeZone: 'Asia/Shanghai' };
    await processBatch(events.map(messageOf), contribution, workplace, deadlineIn(30_000));
    expect(await publishedIds()).toEqual([]);

    expect(await work(events)).toMatchObject({ counted: 0, alreadyCounted: 3, failures: [] });

    expect((await publishedIds()).sort()).toEqual(idsOf(events));
    expect(await opened()).toBe(3);
  });
});
