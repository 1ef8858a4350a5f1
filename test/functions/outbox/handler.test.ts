import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { putQuarantineIntoOutbox } from '../../../functions/callback/accept/mark-for-outbox.ts';
import { eventsTableSchema, quarantineKey } from '../../../functions/model/events-table.ts';
import type { QuarantineMessage } from '../../../functions/model/queue-message.ts';
import { Wire } from '../../faults/wire.ts';
import { patience } from '../../support/patience.ts';
import { freshStores, type Stores } from '../../support/stores.ts';

const context = { awsRequestId: 'run', getRemainingTimeInMillis: () => 50_000 };
const never = new AbortController().signal;

let stores: Stores;
let printed: Mock<() => true>;

beforeEach(async () => {
  stores = await freshStores();
  for (const [name, value] of Object.entries(stores.environment)) vi.stubEnv(name, value);
  // The module keeps its clients from one run to the next.
  vi.resetModules();
  printed = vi.fn(() => true);
  vi.spyOn(process.stdout, 'write').mockImplementation(printed);
  vi.spyOn(process.stderr, 'write').mockImplementation(printed);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await stores.stop();
});

/** A push that has been in the outbox for so long, and whose queue is gone. */
async function waitingFor(seconds: number): Promise<void> {
  vi.stubEnv('QUARANTINE_QUEUE_URL', `${stores.quarantineUrl}-gone`);
  const message: QuarantineMessage = {
    receivedAt: '2026-11-24T00:00:00.000Z',
    reason: 'not UTF-8',
    raw: '<xml>',
    encoding: 'utf8',
  };
  const table = { client: stores.dynamodb, name: stores.eventsTable };
  await putQuarantineIntoOutbox(table, message, never);
  await stores.dynamodb.send(
    new UpdateItemCommand({
      TableName: stores.eventsTable,
      Key: marshall(quarantineKey(message.raw)),
      UpdateExpression: 'SET #since = :since',
      ExpressionAttributeNames: { '#since': eventsTableSchema.outboxIndex.sortKey },
      ExpressionAttributeValues: marshall({ ':since': new Date(Date.now() - seconds * 1000).toISOString() }),
    }),
  );
}

describe('a run of the outbox drain', () => {
  it('says how much waits and for how long, also where nothing does', async () => {
    const { handler } = await import('../../../functions/outbox/handler.ts');
    await handler({}, context);
    expect(printed.mock.calls.join()).toMatch(
      /"level":"INFO","message":"outbox".*"left":0,"oldestSeconds":0/,
    );
  });

  it('leaves no connection open, which the next one would find dead', async () => {
    const wire = await Wire.to(stores.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '');
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', wire.endpoint);
    const { handler } = await import('../../../functions/outbox/handler.ts');
    await handler({}, context);
    await vi.waitFor(() => expect(wire.kept).toBe(0), patience);
    await wire.close();
  });

  it('that cannot send what came a moment ago leaves it to the next one', async () => {
    await waitingFor(240);
    const { handler } = await import('../../../functions/outbox/handler.ts');
    await handler({}, context);
    expect(printed.mock.calls.join()).toMatch(
      /"level":"WARN","message":"outbox".*"left":1,"oldestSeconds":24\d/,
    );
  });

  it('that leaves what has waited for five minutes says so, and fails for the alarm to see', async () => {
    await waitingFor(300);
    const { handler } = await import('../../../functions/outbox/handler.ts');
    await expect(handler({}, context)).rejects.toMatchObject({
      name: 'OutboxStuckError',
      message: expect.stringMatching(/^a push has waited 30\d seconds in the outbox$/),
    });
    expect(printed.mock.calls.join()).toMatch(/"left":1,"oldestSeconds":30\d/);
  });

  it('that cannot list the outbox fails, and says nothing of what waits', async () => {
    vi.stubEnv('EVENTS_TABLE', 'gone');
    const { handler } = await import('../../../functions/outbox/handler.ts');
    await expect(handler({}, context)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(printed.mock.calls.join()).not.toContain('oldestSeconds');
  });
});
