import type { Answer, Intercept } from '../../lib/local/aws/gate.ts';
import type { AwsCall } from '../../lib/local/iam/aws-call.ts';
import { type AskedStep, ClaimReplay, type Outcome } from './claim-replay.ts';
import { type ClaimStep, claimSteps, type Party } from './claim-steps.ts';
import { InTurns } from './in-turns.ts';

/** Who makes a call: undefined where it is neither the callback nor the drain. */
export type PartyOf = (accessKeyId: string) => Party | undefined;

/** What is asked for. */
export type Asking = Pick<AwsCall, 'operation' | 'parameters' | 'callId'>;

/**
 * Watches what the callback and the drain ask AWS for, and follows it on the model of the claim protocol, event by
 * event. Requests about one item go to DynamoDB one after the other, so that the order they are seen in is the one
 * they were carried out in.
 */
export class Recorder {
  readonly #replays = new Map<string, ClaimReplay>();
  readonly #unknown: string[] = [];
  readonly #samples = new Map<ClaimStep['step'], Asking>();
  readonly #turns = new InTurns();

  /** What was asked for and the model does not allow, in words. */
  get violations(): readonly string[] {
    return [...this.#unknown, ...[...this.#replays.values()].flatMap(({ violations }) => violations)];
  }

  /** What was seen of the model: `settledSo` and `followed` of claim-replay.ts. */
  get seen(): ReadonlySet<string> {
    return new Set([...this.#replays.values()].flatMap(({ seen }) => [...seen]));
  }

  /** A request of each step that was asked for. */
  get samples(): ReadonlyMap<ClaimStep['step'], Asking> {
    return this.#samples;
  }

  /** Leases of runs that are over count no more. */
  leasesLapsed(): void {
    for (const replay of this.#replays.values()) replay.lapsed();
  }

  /** For the gate, around what breaks calls. */
  watching(partyOf: PartyOf, inner: Intercept): Intercept {
    return (call, forward) => {
      const party = partyOf(call.accessKeyId);
      if (party === undefined || call.traceId === undefined) return inner(call, forward);
      const watched = this.watch(party, call.traceId, call);
      return inner(call, (sent) => watched(() => forward(sent), outcomesIn));
    };
  }

  /**
   * Notes that something is asked for; gives what carries it out.
   * @param invocation which attempt or run asks
   */
  watch(party: Party, invocation: string, call: Asking) {
    const asked = this.#stepsOf(party, invocation, call);
    for (const step of asked) {
      this.#samples.set(step.step, call);
      this.#replayOf(step.event).asked(step);
    }
    return async <Value>(
      carryOut: () => Promise<Value>,
      outcomesOf: (answer: Value, steps: number) => readonly Outcome[],
    ): Promise<Value> => {
      const events = asked.map(({ event }) => event);
      return this.#turns.take(events, async () => {
        const answer = await carryOut();
        const outcomes = outcomesOf(answer, asked.length);
        asked.forEach((step, place) => {
          this.#replayOf(step.event).settled(step, outcomes[place] ?? 'refused');
        });
        return answer;
      });
    };
  }

  #stepsOf(party: Party, invocation: string, call: Asking): readonly AskedStep[] {
    try {
      return claimSteps(call).map((step) => ({ ...step, party, invocation, callId: call.callId }));
    } catch (error) {
      this.#unknown.push(String(error));
      return [];
    }
  }

  #replayOf(event: string): ClaimReplay {
    const replay = this.#replays.get(event) ?? new ClaimReplay(event);
    this.#replays.set(event, replay);
    return replay;
  }
}

/** What an answer says of the steps of its request. */
function outcomesIn({ status, headers, body }: Answer, steps: number): readonly Outcome[] {
  if (status === 200) {
    const { Failed = [] } = JSON.parse(body.toString());
    const failed = new Set(Failed.map(({ Id }: { Id: string }) => Id));
    return Array.from({ length: steps }, (_none, place) => (failed.has(String(place)) ? 'refused' : 'done'));
  }
  const isCondition = `${headers['x-amzn-errortype']} ${body}`.includes('ConditionalCheckFailedException');
  return Array.from({ length: steps }, () => (isCondition ? 'conditionFailed' : 'refused'));
}
