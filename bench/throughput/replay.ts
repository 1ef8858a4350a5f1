import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { DeleteMessageBatchCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { createQueues } from '../../lib/local/aws/queues.ts';
import { createTables } from '../../lib/local/aws/tables.ts';
import { startSqs } from '../../lib/local/engines/sqs.ts';
import { queueNameOf, queueUrl } from '../../lib/local/queue-url.ts';
import type { Engines } from '../engines.ts';
import { callAgain, type EngineClients, engineClients } from './engine-clients.ts';
import { type Invocation, invocationsOf, mostAtOnce, repeat } from './invocations.ts';
import { entriesOf, type RecordedCall } from './recorded-calls.ts';
import { type Stretch, startStretch } from './stretch.ts';

export interface Replayed extends Stretch {
  /** Calls whose answer was an error where it was none before, or the other way round. */
  readonly answeredOtherwise: number;
}

/**
 * Makes recorded calls again, on engines of the same kind that are empty but for tables and queues: functions' calls
 * with as many invocations at once as there were, beside them receiving and deleting, one after the other, as a
 * poller does.
 */
export async function replay(
  { dynamodb, resolver }: Engines,
  calls: readonly RecordedCall[],
  isWorker: (call: RecordedCall) => boolean,
): Promise<Replayed> {
  const [database, sqs] = await Promise.all([dynamodb.openDatabase(), startSqs()]);
  const clients = engineClients(database, sqs);
  try {
    await Promise.all([createTables(clients.dynamodb, resolver), createQueues(clients.sqs, resolver)]);
    const here = calls.map((call) => atQueueOf(sqs.endpoint, call));
    const invocations = invocationsOf(here);
    const batches = invocations.filter(([first]) => first && isWorker(first));
    const others = invocations.filter(([first]) => first && !isWorker(first));
    const [othersAtOnce, batchesAtOnce] = [mostAtOnce(others), mostAtOnce(batches)];
    const again = new Replay(clients);
    const stretch = startStretch();
    await Promise.all([
      again.invocations(others, othersAtOnce),
      again.invocations(batches, batchesAtOnce),
      again.polling(here.filter(({ traceId }) => traceId === undefined)),
    ]);
    return { ...stretch(), answeredOtherwise: again.answeredOtherwise };
  } finally {
    clients.dynamodb.destroy();
    clients.sqs.destroy();
    await Promise.all([database.close(), sqs.stop()]);
  }
}

function atQueueOf(endpoint: string, call: RecordedCall): RecordedCall {
  const { QueueUrl } = call.parameters;
  if (typeof QueueUrl !== 'string') return call;
  return { ...call, parameters: { ...call.parameters, QueueUrl: queueUrl(endpoint, queueNameOf(QueueUrl)) } };
}

class Replay {
  readonly #clients: EngineClients;
  #sent = 0;
  /** What waits for a number of messages to be sent. */
  #awaited: { readonly messages: number; resolve(): void } | undefined;
  answeredOtherwise = 0;

  constructor(clients: EngineClients) {
    this.#clients = clients;
  }

  async invocations(invocations: readonly Invocation[], atOnce: number): Promise<void> {
    const waiting = invocations.values();
    const lane = async () => {
      for (const invocation of waiting) await repeat(invocation, (call) => this.#perform(call));
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
  }

  /** Each receives as many messages as before, once they are sent. */
  async polling(calls: readonly RecordedCall[]): Promise<void> {
    const handles: (string | undefined)[] = [];
    let asked = 0;
    for (const call of calls) {
      const QueueUrl = String(call.parameters.QueueUrl);
      if (call.operation === 'ReceiveMessage') {
        asked += call.received;
        await this.#sentUntil(asked);
        const input = { ...call.parameters, QueueUrl, MaxNumberOfMessages: call.received };
        const { Messages = [] } = await this.#clients.sqs.send(new ReceiveMessageCommand(input));
        handles.push(...Messages.map(({ ReceiptHandle }) => ReceiptHandle));
      } else {
        const Entries = handles
          .splice(0, entriesOf(call).length)
          .map((ReceiptHandle, place) => ({ Id: String(place), ReceiptHandle }));
        await this.#clients.sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
      }
    }
  }

  async #perform(call: RecordedCall): Promise<void> {
    const succeeded = await callAgain(this.#clients, call).then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof DynamoDBServiceException)) throw error;
        return false;
      },
    );
    if (succeeded !== (call.status === 200)) this.answeredOtherwise += 1;
    if (call.operation === 'SendMessage') this.#sent += 1;
    if (this.#awaited && this.#sent >= this.#awaited.messages) this.#awaited.resolve();
  }

  async #sentUntil(messages: number): Promise<void> {
    if (this.#sent >= messages) return;
    await new Promise<void>((resolve) => {
      this.#awaited = { messages, resolve };
    });
  }
}
