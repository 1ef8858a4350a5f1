import { json } from 'node:stream/consumers';
import { afterEach, expect, it, vi } from 'vitest';
import { figuresInLog } from '../../../lib/forwarding/figures-in-log.ts';
import { type LoopbackServer, serveOnLoopback } from '../../../lib/local/loopback-server.ts';

let logs: LoopbackServer;
let asked: unknown;

afterEach(async () => {
  vi.unstubAllEnvs();
  await logs.close();
});

/** CloudWatch Logs' StartQuery and GetQueryResults: no embedded engine stands in for it. */
async function answering(...answers: readonly object[]): Promise<void> {
  let answer = 0;
  logs = await serveOnLoopback(async (request, response) => {
    const body = await json(request);
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    if (String(request.headers['x-amz-target']).endsWith('StartQuery')) {
      asked = body;
      response.end('{"queryId":"1"}');
    } else response.end(JSON.stringify(answers[Math.min(answer++, answers.length - 1)]));
  });
  const variables = {
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: logs.origin,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}

const row = (fields: Readonly<Record<string, string>>) =>
  Object.entries(fields).map(([field, value]) => ({ field, value }));

it('of a deployed stack are the last day’s, asked of the callback’s log until they are there', async () => {
  const results = [
    row({ forward: 'answered', pushes: '90', p99: '412.5' }),
    row({ forward: 'failed', pushes: '7', p99: '3001' }),
    row({ forward: 'notTried', pushes: '3' }),
    row({ forward: 'loop', pushes: '50' }),
  ];
  await answering({ status: 'Running' }, { status: 'Complete', results });
  const figures = await figuresInLog('WeixinProductEvents-Shop');
  expect(figures).toEqual({ forwarded: 100, failed: 10, p99Milliseconds: 412.5 });
  expect(asked).toMatchObject({ logGroupName: '/aws/lambda/WeixinProductEvents-Shop-callback' });
  const { startTime, endTime } = Object(asked);
  expect(endTime - startTime).toBe(24 * 60 * 60);
});

it('of a day without a push are none', async () => {
  await answering({ status: 'Complete', results: [] });
  expect(await figuresInLog('WeixinProductEvents')).toEqual({
    forwarded: 0,
    failed: 0,
    p99Milliseconds: null,
  });
});

it('are left out where the query fails', async () => {
  await answering({ status: 'Failed' });
  expect(await figuresInLog('WeixinProductEvents')).toBeUndefined();
});
