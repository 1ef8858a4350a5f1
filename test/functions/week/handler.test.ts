import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { eventNames } from '../../../functions/model/event-types.ts';
import { deadLettersUrlVariable } from '../../../functions/stores/environment.ts';
import type { SentMail, WeekMailEvent } from '../../../functions/week/handler.ts';
import { localAwsAccount, localCredentials } from '../../../lib/local/account.ts';
import { Wire } from '../../faults/wire.ts';
import { patience } from '../../support/patience.ts';
import { freshStores, type Stores } from '../../support/stores.ts';

let stores: Stores;
let mailbox = '';
let printed: Mock<() => true>;

beforeEach(async () => {
  stores = await freshStores();
  const engine = stores.environment.AWS_ENDPOINT_URL_SQS;
  const topicArn = await topicWithMailbox(engine);
  stub({
    ...stores.environment,
    ...Object.fromEntries(
      eventNames.map((name) => [deadLettersUrlVariable(name), stores.deadLettersUrl(name)]),
    ),
    INSIGHTS_TABLE: stores.insightsTable,
    AWS_ENDPOINT_URL_SNS: String(engine),
    STATS_TIME_ZONE: 'Asia/Shanghai',
    STACK_NAME: 'Shop',
    REPORT_TOPIC_ARN: topicArn,
    REPORT_LANGUAGE: 'en',
  });
  printed = vi.fn(() => true);
  vi.spyOn(process.stdout, 'write').mockImplementation(printed);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await stores.stop();
});

function stub(variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}

/** A topic, whose mails go to a queue. */
async function topicWithMailbox(endpoint: string | undefined): Promise<string> {
  const { sqs } = stores;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'mailbox' }));
  mailbox = String(QueueUrl);
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const credentials = localCredentials('test');
  const sns = new SNSClient({ region: localAwsAccount.region, endpoint: String(endpoint), credentials });
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'reports' }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: Attributes?.QueueArn }));
  sns.destroy();
  return String(TopicArn);
}

/** The function as a new instance has it. */
async function run(event: WeekMailEvent): Promise<SentMail | undefined> {
  vi.resetModules();
  const { handler } = await import('../../../functions/week/handler.ts');
  return handler(event, { awsRequestId: 'run' });
}

async function mails(): Promise<{ Subject: string; Message: string; MessageId: string }[]> {
  return (await stores.messages(mailbox)).map((body) => JSON.parse(body));
}

/** A Monday in Shanghai, and still a Sunday in UTC. */
const monday = { scheduledTime: '2024-02-11T16:30:00Z' };
const week = 'Shop: 2024-02-05 - 2024-02-11';

describe('the schedule', () => {
  it('has the mail of the last week sent, and the log says which it was', async () => {
    const sent = await run(monday);
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(sent).toEqual({ subject: week, messageId: mail?.MessageId });
    expect(mail).toMatchObject({
      Subject: week,
      Message: expect.stringMatching(/^Monday 2024-02-05 to Sunday 2024-02-11, .*\(Asia\/Shanghai\)\n/),
    });
    expect(printed.mock.calls.join()).toMatch(
      new RegExp(`"message":"week","lambdaId":"run".*"week":"2024-02-05","messageId":"${mail?.MessageId}"`),
    );
  });

  it('has it sent once, however often it repeats itself, on whichever day', async () => {
    await run(monday);
    expect(await run({ scheduledTime: '2024-02-13T00:00:00Z' })).toBeUndefined();
    expect(await mails()).toHaveLength(1);
    expect(printed.mock.calls.join()).toContain('"messageId":"sent before"');
  });

  it('that is late in the statistics’ own zone is about the week before', async () => {
    const sunday = { scheduledTime: '2024-02-11T15:30:00Z' };
    expect(await run(sunday)).toMatchObject({ subject: 'Shop: 2024-01-29 - 2024-02-04' });
  });

  it('that says no moment sends nothing', async () => {
    await expect(run({ scheduledTime: 'soon' })).rejects.toThrow(RangeError);
    expect(await mails()).toEqual([]);
  });
});

it('who asks by hand gets a copy each time, of the last week there was', async () => {
  const [one, other] = [await run({}), await run({})];
  expect(one?.subject).toBe(other?.subject);
  const [, last = ''] = /^Shop: [\d-]+ - ([\d-]+)$/.exec(one?.subject ?? '') ?? [];
  const daysAgo = (Date.now() - Date.parse(`${last}T00:00:00+08:00`)) / (24 * 60 * 60 * 1000);
  expect(daysAgo).toBeGreaterThan(1);
  expect(daysAgo).toBeLessThan(8.1);
  expect((await mails()).map(({ MessageId }) => MessageId)).toEqual([one?.messageId, other?.messageId]);
});

it('the mail says what lies in the quarantine and the dead-letter queues', async () => {
  for (const QueueUrl of [stores.quarantineUrl, stores.deadLettersUrl('unsubscribe')]) {
    await stores.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
  }
  await run(monday);
  const [mail] = await mails();
  expect(mail?.Message).toContain('- pushes nobody could read, in the quarantine: 1\n');
  expect(mail?.Message).toContain('- dead letters of unsubscribe: 1\n');
});

it('the mail is in the language that was set, and in no other', async () => {
  stub({ REPORT_LANGUAGE: 'zh' });
  await run(monday);
  expect((await mails())[0]?.Message).toMatch(/^2024-02-05（周一）至 2024-02-11（周日）/);
  stub({ REPORT_LANGUAGE: 'fr' });
  await expect(run({})).rejects.toMatchObject({ name: 'ConfigurationError' });
});

it('a run leaves no connection open, also where it fails', async () => {
  const { AWS_ENDPOINT_URL_SQS: engine = '', AWS_ENDPOINT_URL_DYNAMODB: tables = '' } = stores.environment;
  const wires = [await Wire.to(engine), await Wire.to(tables)] as const;
  for (const [name, value = ''] of Object.entries(process.env)) {
    // Queues are called by their URLs.
    vi.stubEnv(name, value.replace(engine, wires[0].endpoint).replace(tables, wires[1].endpoint));
  }
  await run({});
  await vi.waitFor(() => expect(wires.map(({ kept }) => kept)).toEqual([0, 0]), patience);
  stub({ REPORT_TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:gone' });
  await expect(run({})).rejects.toThrow();
  await vi.waitFor(() => expect(wires.map(({ kept }) => kept)).toEqual([0, 0]), patience);
  for (const wire of wires) await wire.close();
});
