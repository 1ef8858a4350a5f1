import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { closeConnections, patientCalls, quickCalls, unlogged } from '../../../functions/runtime/clients.ts';
import { localAwsAccount, localCredentials } from '../../../lib/local/account.ts';
import { type LoopbackServer, serveOnLoopback } from '../../../lib/local/loopback-server.ts';
import { Wire } from '../../faults/wire.ts';
import { patience } from '../../support/patience.ts';

let aws: LoopbackServer;
let wire: Wire;

beforeEach(async () => {
  aws = await serveOnLoopback(async (_request, response) => void response.end('{}'));
  wire = await Wire.to(aws.origin);
});
afterEach(async () => {
  await wire.close();
  await aws.close();
});

function clientWith(limits: ReturnType<typeof quickCalls>): DynamoDBClient {
  const { region } = localAwsAccount;
  return new DynamoDBClient({
    ...limits,
    region,
    endpoint: wire.endpoint,
    credentials: localCredentials('test'),
  });
}

async function callFourTimesAtOnce(client: DynamoDBClient): Promise<void> {
  await Promise.all(Array.from({ length: 4 }, () => client.send(new ListTablesCommand({}))));
}

test('of the connections of a push’s calls one is kept, so that no freeze can cost a call more than one attempt', async () => {
  const client = clientWith(quickCalls());
  await callFourTimesAtOnce(client);
  await vi.waitFor(() => expect(wire.kept).toBe(1), patience);
  wire.cut('reset');
  await client.send(new ListTablesCommand({}));
  expect(wire.lost).toBe(1);
});

test('connections closed at the end of a run are gone, and the next run opens others', async () => {
  const client = clientWith(patientCalls());
  await callFourTimesAtOnce(client);
  closeConnections(client);
  await vi.waitFor(() => expect(wire.kept).toBe(0), patience);
  await callFourTimesAtOnce(client);
  expect(wire.kept).toBe(4);
  closeConnections(client);
});

test('a call that AWS never answers fails, quick or patient, and is not only complained of', async () => {
  const silent = await serveOnLoopback(() => new Promise(() => {}));
  const { region } = localAwsAccount;
  const about = { maxAttempts: 1, region, endpoint: silent.origin, credentials: localCredentials('test') };
  const calls = [quickCalls(), patientCalls()].map((limits) =>
    new DynamoDBClient({ ...limits, ...about }).send(new ListTablesCommand({})),
  );
  const timedOut = { status: 'rejected', reason: { name: 'TimeoutError' } };
  expect(await Promise.allSettled(calls)).toMatchObject([timedOut, timedOut]);
  await silent.close();
});

test('a client says nothing to a logger, for which each answer would be copied', async () => {
  const { region } = localAwsAccount;
  const logger = { trace: vi.fn(), debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const credentials = localCredentials('test');
  const client = new DynamoDBClient({ logger, region, endpoint: aws.origin, credentials });
  await unlogged(client).send(new ListTablesCommand({}));
  expect(logger.info).not.toHaveBeenCalled();
});
