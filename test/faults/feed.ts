import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { EventSource } from '../../lib/local/events/event-sources.ts';
import { failedMessages, sqsEvent } from '../../lib/local/events/sqs-event.ts';
import { FunctionError } from '../../lib/local/functions/function-error.ts';
import type { LocalFunction } from '../../lib/local/functions/local-function.ts';

/** SQS's limit of messages a call. */
const mostPerCall = 10;

/**
 * A worker's event source, a round at a time: a test waits neither for batching windows nor for
 * visibility timeouts of minutes.
 */
export class Feed {
  readonly #sqs: SQSClient;
  readonly #source: EventSource;
  readonly #worker: LocalFunction;
  /** Messages whose worker did not say that they are done. */
  #unfinished: Message[] = [];

  constructor(sqs: SQSClient, source: EventSource, worker: LocalFunction) {
    this.#sqs = sqs;
    this.#source = source;
    this.#worker = worker;
  }

  get queueUrl(): string {
    return this.#source.queueUrl;
  }

  /**
   * Hands everything on the queue, what came back too, once to the worker, two batches at a time.
   * @param isLost whether the worker's answer for a message is lost, which so stays. @default none is
   */
  async round(isLost?: () => boolean): Promise<void> {
    await this.#endVisibilityTimeouts();
    await this.arrivals(isLost);
  }

  /** The same without what is to come back: its visibility timeout is not over yet. */
  async arrivals(isLost: () => boolean = () => false): Promise<void> {
    const first = await this.#receive();
    if (first.length < mostPerCall) return this.#work(first, isLost);
    const poll = async (batch: readonly Message[]): Promise<void> => {
      if (batch.length === 0) return;
      await this.#work(batch, isLost);
      await poll(await this.#receive());
    };
    await Promise.all([poll(first), poll(await this.#receive())]);
  }

  async #endVisibilityTimeouts(): Promise<void> {
    for (const entries of entriesOf(this.#unfinished.splice(0))) {
      const Entries = entries.map((entry) => ({ ...entry, VisibilityTimeout: 0 }));
      await this.#sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.queueUrl, Entries }));
    }
  }

  async #receive(): Promise<Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: this.queueUrl,
      MaxNumberOfMessages: mostPerCall,
    });
    return (await this.#sqs.send(command)).Messages ?? [];
  }

  async #work(batch: readonly Message[], isLost: () => boolean): Promise<void> {
    if (batch.length === 0) return;
    const failed = await this.#failed(batch);
    const isDone = ({ MessageId = '' }: Message) => !failed.has(MessageId) && !isLost();
    const done = batch.filter(isDone);
    this.#unfinished.push(...batch.filter((message) => !done.includes(message)));
    for (const Entries of entriesOf(done)) {
      await this.#sqs.send(new DeleteMessageBatchCommand({ QueueUrl: this.queueUrl, Entries }));
    }
  }

  async #failed(batch: readonly Message[]): Promise<ReadonlySet<string>> {
    try {
      return failedMessages(await this.#worker.invoke(sqsEvent(batch, this.#source.queueArn)), batch);
    } catch (error) {
      if (error instanceof FunctionError) return new Set(batch.map(({ MessageId = '' }) => MessageId));
      throw error;
    }
  }
}

function entriesOf(messages: readonly Message[]) {
  const entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  return Array.from({ length: Math.ceil(entries.length / mostPerCall) }, (_none, call) =>
    entries.slice(call * mostPerCall, (call + 1) * mostPerCall),
  );
}
