import type { Answer, Intercept } from '../../lib/local/aws/gate.ts';
import type { AwsCall } from '../../lib/local/iam/aws-call.ts';
import type { Outcome } from './claim-replay.ts';
import { CountFollower } from './count-follower.ts';
import { type CountStep, countStep } from './count-steps.ts';
import { InTurns } from './in-turns.ts';

/** What is asked for. */
type Asking = Pick<AwsCall, 'operation' | 'parameters' | 'callId'>;

/**
 * Watches what workers ask DynamoDB for, and has it followed on the model of the counting protocol. Requests about
 * one item go to DynamoDB one after the other, so that the order they are seen in is the one they were carried out in.
 */
export class CountRecorder {
  readonly #follower = new CountFollower();
  readonly #unknown: string[] = [];
  readonly #turns = new InTurns();

  /** What was asked for and the model does not allow, in words. */
  get violations(): readonly string[] {
    return [...this.#unknown, ...this.#follower.violations];
  }

  /** What was seen of the model: `seen` of count-replay.ts. */
  get seen(): ReadonlySet<string> {
    return new Set(this.#follower.replays.flatMap(({ seen }) => [...seen]));
  }

  /** How often each event is in the statistics, as its requests have it. */
  get counted(): readonly number[] {
    return this.#follower.replays.map(({ counted }) => counted);
  }

  /** For the gate, around what breaks calls. */
  watching(isWorker: (accessKeyId: string) => boolean, inner: Intercept): Intercept {
    return (call, forward) => {
      if (call.traceId === undefined || !isWorker(call.accessKeyId)) return inner(call, forward);
      const watched = this.watch(call.traceId, call);
      return inner(call, (sent) => watched(() => forward(sent), outcomeIn));
    };
  }

  /**
   * Notes that something is asked for; gives what carries it out.
   * @param worker the invocation that asks
   */
  watch(worker: string, call: Asking) {
    const step = this.#stepOf(call);
    const settled = step && this.#follower.asked(worker, step, call.callId);
    return async <Value>(
      carryOut: () => Promise<Value>,
      outcomeOf: (answer: Value) => Outcome,
    ): Promise<Value> => {
      if (step === undefined) return carryOut();
      return this.#turns.take(itemsOf(step), async () => {
        const answer = await carryOut();
        settled?.(outcomeOf(answer));
        return answer;
      });
    };
  }

  #stepOf(call: Asking): CountStep | undefined {
    try {
      return countStep(call);
    } catch (error) {
      this.#unknown.push(String(error));
      return undefined;
    }
  }
}

/** What an answer says of the step of its request. */
function outcomeIn({ status, headers, body }: Answer): Outcome {
  if (status === 200) return 'done';
  const error = `${headers['x-amzn-errortype']} ${body}`;
  if (error.includes('ConditionalCheckFailedException')) return 'conditionFailed';
  if (!error.includes('TransactionCanceledException')) return 'refused';
  // A transaction's first action is the record; that another one failed leaves the chunk as it was.
  const [record] = JSON.parse(body.toString()).CancellationReasons;
  return record.Code === 'ConditionalCheckFailed' ? 'conditionFailed' : 'refused';
}

/** What a step is about, as far as it must not be mixed up with what others do. */
function itemsOf(step: CountStep): readonly string[] {
  switch (step.step) {
    case 'mark':
    case 'takeOver':
      return [step.page];
    case 'read':
      return step.chunks;
    case 'abort':
      return [step.theirs];
    case 'count':
      return [step.chunk];
  }
}
