import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { CreateTableCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HandlerContext } from '../../functions/handlers/handle.ts';
import { logger } from '../../functions/runtime/telemetry.ts';
import { localCredentials } from '../../lib/local/account.ts';
import { sampleEvent, samples } from '../../lib/weixin/samples.ts';
import { openDatabase } from '../support/engines.ts';

interface Received {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const webhookSecret = `whsec_${Buffer.from('a secret of twenty-four b').toString('base64')}`;
const received: Received[] = [];
let answer = { status: 200, body: '' };
const server = createServer(async (request, response) => {
  received.push({ url: request.url ?? '', headers: request.headers, body: await text(request) });
  response.writeHead(answer.status).end(request.url === '/token' ? '{"access_token":"at"}' : answer.body);
});

beforeEach(async () => {
  received.length = 0;
  answer = { status: 200, body: '{"errcode":0}' };
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv('WEBHOOK_URL', `${origin}/hook`);
  vi.stubEnv('ACCESS_TOKEN_URL', `${origin}/token`);
  vi.stubEnv('WEIXIN_API', origin);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await once(server.close(), 'close');
});

const context: HandlerContext = {
  id: 'the-event',
  logger,
  remainingTime: () => 30_000,
  secret: async () => webhookSecret,
};

const followNow = (fields = {}) =>
  sampleEvent('subscribe', { CreateTime: String(Math.floor(Date.now() / 1000)), ...fields });

describe('the webhook', () => {
  it('is verified by the library of Standard Webhooks', async () => {
    const { handle } = await import('../../docs/handlers/webhook.ts');

    await handle(samples.user_scan_product, context);

    const [hook] = received;
    const headers = Object.fromEntries(Object.entries(hook?.headers ?? {}).map(([k, v]) => [k, String(v)]));
    expect(new Webhook(webhookSecret).verify(hook?.body ?? '', headers)).toEqual({
      type: 'weixin.user_scan_product',
      data: samples.user_scan_product,
    });
    expect(headers['webhook-id']).toBe('the-event');
  });

  it('that is answered with an error fails, so that the event comes again', async () => {
    const { handle } = await import('../../docs/handlers/webhook.ts');
    answer = { status: 500, body: '' };

    await expect(handle(samples.user_scan_product, context)).rejects.toThrow('answered 500');
  });
});

describe('thanking a follower', () => {
  it('sends a customer-service message with the token it was given', async () => {
    const { handle } = await import('../../docs/handlers/thank-follower.ts');
    const event = followNow();

    await handle(event, context);

    expect(received.map(({ url }) => url)).toEqual([
      '/token',
      '/cgi-bin/message/custom/send?access_token=at',
    ]);
    expect(JSON.parse(received[1]?.body ?? '')).toMatchObject({
      touser: event.FromUserName,
      msgtype: 'text',
    });
  });

  it('is left alone once Weixin’s minute is over', async () => {
    const { handle } = await import('../../docs/handlers/thank-follower.ts');

    await handle(followNow({ CreateTime: String(Math.floor(Date.now() / 1000) - 61) }), context);

    expect(received).toEqual([]);
  });

  it.each([
    [45015, 'is over where the window has closed', false],
    [40001, 'is tried again where the token is wrong', true],
  ])('answered with %i %s', async (errcode, _what, again) => {
    const { handle } = await import('../../docs/handlers/thank-follower.ts');
    answer = { status: 200, body: JSON.stringify({ errcode }) };

    const outcome = Promise.resolve(handle(followNow(), context));

    await (again ? expect(outcome).rejects.toThrow('40001') : expect(outcome).resolves.toBeUndefined());
  });
});

it('one coupon is granted, however often the event comes', async () => {
  const database = await openDatabase();
  const credentials = localCredentials(database.accessKeyId);
  const dynamodb = new DynamoDBClient({ endpoint: database.endpoint, region: 'eu-west-1', credentials });
  await dynamodb.send(
    new CreateTableCommand({
      TableName: 'Coupons',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  vi.stubEnv('COUPONS_TABLE', 'Coupons');
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', database.endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey);
  const { handle } = await import('../../docs/handlers/coupon-once.ts');

  for (let copy = 0; copy < 3; copy += 1) await handle(followNow(), context);

  expect((await dynamodb.send(new ScanCommand({ TableName: 'Coupons' }))).Items).toHaveLength(1);
  dynamodb.destroy();
  await database.close();
});
