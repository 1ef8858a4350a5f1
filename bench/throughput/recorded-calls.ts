import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Intercept } from '../../lib/local/aws/gate.ts';
import type { AwsCall } from '../../lib/local/iam/aws-call.ts';

/** An AWS call and when it was at its engine, in milliseconds of `performance.now()`. */
export interface RecordedCall extends AwsCall {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly status: number;
  /** Messages in the answer of a `ReceiveMessage`. */
  readonly received: number;
}

const longestWait = 120_000;

/** Takes down what passes to DynamoDB and SQS; looking for messages where there are none is no work. */
export class CallRecorder {
  #calls: RecordedCall[] = [];
  #deleted = 0;

  readonly intercept: Intercept = async (call, forward) => {
    const startedAt = performance.now();
    const answer = await forward();
    const endedAt = performance.now();
    const received = messagesIn(call, answer);
    const isEmpty = call.operation === 'ReceiveMessage' && received === 0;
    if (call.service !== 'secretsmanager' && !isEmpty) {
      this.#calls.push({ ...call, startedAt, endedAt, status: answer.status, received });
    }
    if (call.operation === 'DeleteMessageBatch') this.#deleted += entriesOf(call).length;
    return answer;
  };

  /** Gives what was taken down since the last time, in the order the calls came in. */
  take(): readonly RecordedCall[] {
    const calls = this.#calls;
    this.#calls = [];
    return calls.toSorted((one, other) => one.startedAt - other.startedAt);
  }

  /**
   * Waits until so many messages are deleted, which they are once their events are counted.
   * @throws where they are not in time
   */
  async untilDeleted(messages: number): Promise<void> {
    const endAt = performance.now() + longestWait;
    while (this.#deleted < messages) {
      if (performance.now() > endAt) throw new Error(`${this.#deleted} of ${messages} messages are deleted`);
      await pause(20);
    }
  }
}

/** The entries of a batch call. */
export function entriesOf({ parameters }: Pick<AwsCall, 'parameters'>): readonly object[] {
  return Array.isArray(parameters.Entries) ? parameters.Entries : [];
}

function messagesIn({ operation }: AwsCall, { status, body }: Answer): number {
  if (operation !== 'ReceiveMessage' || status !== 200) return 0;
  const { Messages = [] }: { Messages?: readonly unknown[] } = JSON.parse(body.toString());
  return Messages.length;
}
