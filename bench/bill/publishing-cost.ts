import { fileURLToPath } from 'node:url';
import { encodeMessage, queueText } from '../../functions/model/queue-message.ts';
import { cloudEventOf } from '../../functions/publishing/cloud-event.ts';
import { sqsEvent } from '../../lib/local/events/sqs-event.ts';
import type { AwsCall } from '../../lib/local/iam/aws-call.ts';
import { synthesize } from '../../lib/local/template/synthesize.ts';
import { resourcesOfType, type Template } from '../../lib/local/template/template.ts';
import { handlerDefaults } from '../../lib/stack/handlers/handler-config.ts';
import { samples } from '../../lib/weixin/samples.ts';
import type { Engines } from '../engines.ts';
import { account } from '../push/account.ts';
import { measuredBatch, type OpenedPage } from '../workers/opened-pages.ts';
import { idleBill, total } from './idle-bill.ts';
import { idleFacts } from './idle-facts.ts';
import { functionOf, runFunction } from './run-function.ts';

/** What publishing an opened page adds to its bill, and what a handler of it does. */
export interface PublishingCost {
  /** Bytes of one message, without its attributes. */
  readonly messageBytes: number;
  /** Requests as SNS bills them, one for each 64 KB begun, an event. */
  readonly requests: number;
  /** Calls the worker waits for, one after the other, an event. */
  readonly calls: number;
  /** Milliseconds of processor time more in the worker, an event. */
  readonly processing: number;
  readonly handler: {
    readonly megabytes: number;
    readonly batchSize: number;
    /** Milliseconds of processor time, an event, of a handler that writes one line. */
    readonly processing: number;
    /** Bytes of that line. */
    readonly printed: number;
    /** Dollars a month of one that is never called. */
    readonly idle: ReturnType<typeof total>;
  };
}

/** SNS bills a request for each so many bytes begun of a batch (Amazon SNS pricing). */
const billedBytes = 64 * 1024;
const batches = 30;
const notCounted = 10;
/** Handlers as a merchant has them; `all` writes one line for each event. */
const handlersFolder = fileURLToPath(new URL('../../test/fixtures/handlers', import.meta.url));
const handler = 'all';
const { batchSize: atOnce } = handlerDefaults;

export async function measurePublishing(engines: Engines, batchSize: number): Promise<PublishingCost> {
  const assembly = await synthesize({ appId: account.appId }, { handlersFolder });
  const published: AwsCall['parameters'][] = [];
  const publishing = await engines.startRun({
    assembly,
    intercept: (call, forward) => {
      if (call.operation === 'PublishBatch') published.push(call.parameters);
      return forward();
    },
  });
  const plain = await engines.startRun();
  try {
    const opened = Array.from({ length: batches }, (_none, batch) =>
      measuredBatch({ batchSize, products: 1 }, batch),
    );
    const plan = { events: opened.map((events) => batchOf(events.map(message))), notCounted };
    const worker = 'user-scan-product';
    const counted = await runFunction(functionOf(plain, worker), plain, plan);
    const both = await runFunction(functionOf(publishing, worker), publishing, plan);
    const handling = functionOf(publishing, `on-${handler}`);
    const handed = opened.map((events) => batchOf(events.slice(0, atOnce).map(publishedMessage)));
    const handled = await runFunction(handling, publishing, { events: handed, notCounted });
    for (const { answers } of [counted, both, handled]) allTaken(answers);
    const events = batches * batchSize;
    const sizes = published.map(bytesOf);
    return {
      messageBytes: Buffer.byteLength(publishedMessage(samples.user_scan_product)),
      requests: sizes.reduce((sum, bytes) => sum + requestsOf(bytes), 0) / events,
      calls: sizes.length / events,
      processing: Math.max(0, both.processing - counted.processing) / batchSize,
      handler: {
        megabytes: handling.definition.memoryMegabytes,
        batchSize: atOnce,
        processing: handled.processing / atOnce,
        printed: handled.printed / atOnce,
        idle: idleOfHandler(engines.assembly.template, assembly.template),
      },
    };
  } finally {
    await Promise.all([plain.stop(), publishing.stop()]);
    await assembly.dispose();
  }
}

function message(event: OpenedPage): string {
  return encodeMessage({ receivedAt: new Date().toISOString(), event });
}

function publishedMessage(event: OpenedPage): string {
  return queueText(cloudEventOf(event));
}

function batchOf(bodies: readonly string[]): object {
  const messages = bodies.map((Body, place) => ({
    Body,
    MessageId: String(place),
    Attributes: { ApproximateReceiveCount: '1' },
  }));
  return sqsEvent(messages, 'arn:aws:sqs:us-east-1:000000000000:queue');
}

function allTaken(answers: readonly unknown[]): void {
  const givenBack = answers.flatMap((answer) => Object(answer).batchItemFailures);
  if (givenBack.length > 0) throw new Error(`${givenBack.length} events were given back`);
}

/** What SNS bills a batch for: its messages and their attributes. */
function bytesOf(batch: AwsCall['parameters']): number {
  const entries = Object.entries(batch).filter(([name]) => /\.(Message|MessageAttributes\..*)$/.test(name));
  return entries.reduce((sum, [, value]) => sum + Buffer.byteLength(String(value)), 0);
}

/** What SNS bills a batch of so many bytes as. */
export function requestsOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / billedBytes));
}

function idleOfHandler(without: Template, withHandlers: Template): ReturnType<typeof total> {
  const handlers = countOf(withHandlers) - countOf(without);
  const [before, after] = [without, withHandlers].map((template) => total(idleBill(idleFacts(template))));
  if (before === undefined || after === undefined) throw new Error('no bill');
  return {
    dollars: (after.dollars - before.dollars) / handlers,
    aboveFree: (after.aboveFree - before.aboveFree) / handlers,
  };
}

function countOf(template: Template): number {
  return resourcesOfType(template, 'AWS::Lambda::EventSourceMapping').length;
}
