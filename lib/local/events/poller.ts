import { setTimeout as wait } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { PolledQueue } from './event-sources.ts';
import { failedMessages, sqsEvent } from './sqs-event.ts';

export interface Poller {
  /** Takes no more messages and waits for the batches under way. */
  stop(): Promise<void>;
}

export interface PollerOptions {
  /** Acts under the function's role, as Lambda's own pollers do. */
  readonly sqs: SQSClient;
  invoke(event: unknown): Promise<unknown>;
  /** Learns why a batch, or a call to SQS, failed. */
  onFailure(error: unknown): void;
}

/** SQS's own limits: messages a call handles, seconds a receive waits. */
const mostPerCall = 10;
const longestWaitSeconds = 20;

const pauseAfterFailure = 1000;

/** Feeds a function from its queue, by the rules of Lambda's event source mappings. */
export function startPoller(source: PolledQueue, { sqs, invoke, onFailure }: PollerOptions): Poller {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const polling = poll();

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (underWay.size >= source.maximumConcurrency) await Promise.race(underWay);
      else await next();
    }
  }

  async function next(): Promise<void> {
    try {
      const batch = await collect();
      if (batch.length === 0) return;
      const work = handle(batch)
        .catch(onFailure)
        .finally(() => underWay.delete(work));
      underWay.add(work);
    } catch (error) {
      if (stopping.signal.aborted) return;
      onFailure(error);
      await wait(pauseAfterFailure, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  /** Waits for a message, then for as many more as the batch may hold, until the window closes. */
  async function collect(): Promise<Message[]> {
    const batch = await receive(longestWaitSeconds, source.batchSize);
    const windowEnd = Date.now() + source.windowSeconds * 1000;
    while (batch.length > 0 && batch.length < source.batchSize && Date.now() < windowEnd) {
      const secondsLeft = Math.min(Math.floor((windowEnd - Date.now()) / 1000), longestWaitSeconds);
      const more = await receive(secondsLeft, source.batchSize - batch.length);
      // SQS waits whole seconds: the rest of the last one is not worth polling through.
      if (more.length === 0 && secondsLeft === 0) break;
      batch.push(...more);
    }
    return batch;
  }

  async function receive(WaitTimeSeconds: number, atMost: number): Promise<Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: source.queueUrl,
      MaxNumberOfMessages: Math.min(atMost, mostPerCall),
      WaitTimeSeconds,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    });
    const { Messages = [] } = await sqs.send(command, { abortSignal: stopping.signal });
    return Messages;
  }

  /** What failed is left alone: it comes back once its visibility timeout is over. */
  async function handle(batch: readonly Message[]): Promise<void> {
    const answer = await invoke(sqsEvent(batch, source.queueArn));
    const failed = source.reportsFailures ? failedMessages(answer, batch) : new Set<string>();
    const done = batch.filter(({ MessageId = '' }) => !failed.has(MessageId));
    for (let start = 0; start < done.length; start += mostPerCall) {
      const Entries = done
        .slice(start, start + mostPerCall)
        .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: source.queueUrl, Entries }));
    }
  }

  return {
    stop: async () => {
      stopping.abort();
      await polling;
      await Promise.all(underWay);
    },
  };
}
