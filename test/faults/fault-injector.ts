import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Forward, Intercept } from '../../lib/local/aws/gate.ts';
import type { AwsCall, AwsService } from '../../lib/local/iam/aws-call.ts';
import { type Call, type Caller, type Fault, faultFinder, type Rule, refusals } from './fault.ts';
import { publishAllButOne } from './publish-all-but-one.ts';

export interface FaultInjectorProps {
  /** Undefined where it is no function's: such a caller suffers nothing. */
  readonly callerOf: (accessKeyId: string) => Caller | undefined;
  /** Ends the caller's instances, as a crash would. */
  readonly kill: (caller: Caller) => Promise<void>;
}

/** Breaks calls that functions make to AWS, by the rules of the moment. */
export class FaultInjector {
  readonly #props: FaultInjectorProps;
  readonly #underWay = new Set<Promise<Answer>>();
  #calls: Call[] = [];
  #struck = 0;
  #faultOf = faultFinder([]);
  #recovery = abortable();

  constructor(props: FaultInjectorProps) {
    this.#props = props;
  }

  /** The calls that came since the rules were set. */
  get calls(): readonly Call[] {
    return this.#calls;
  }

  /** How many of them suffered a fault. */
  get struck(): number {
    return this.#struck;
  }

  /** From now on these faults strike, and no others. */
  suffer(rules: readonly Rule[]): void {
    this.#calls = [];
    this.#struck = 0;
    this.#faultOf = faultFinder(rules);
  }

  /** Ends all faults. What was held up goes through at once, and is over when this resolves. */
  async recover(): Promise<void> {
    this.#faultOf = faultFinder([]);
    this.#recovery.abort();
    this.#recovery = abortable();
    await Promise.allSettled(this.#underWay);
  }

  /** For the gate; an error thrown here cuts the connection. */
  readonly intercept: Intercept = async ({ accessKeyId, service, operation, parameters }, forward) => {
    const caller = this.#props.callerOf(accessKeyId);
    if (caller === undefined) return forward();
    const call = { caller, service, operation };
    this.#calls.push(call);
    const answering = this.#perform({ ...call, parameters }, this.#faultOf(call), forward);
    this.#underWay.add(answering);
    try {
      return await answering;
    } finally {
      this.#underWay.delete(answering);
    }
  };

  async #perform(
    call: Call & Pick<AwsCall, 'parameters'>,
    fault: Fault | undefined,
    forward: Forward,
  ): Promise<Answer> {
    if (fault === undefined) return forward();
    this.#struck += 1;
    if (fault.kind === 'refuse') return refusal(fault.reason, call.service);
    if (fault.kind === 'refuseOne') return publishAllButOne(call.parameters, forward);
    if (fault.kind === 'delay') {
      await pause(fault.milliseconds, undefined, { signal: this.#recovery.signal }).catch(() => undefined);
      return forward();
    }
    if (fault.moment === 'after') await forward();
    if (fault.kind === 'kill') await this.#props.kill(call.caller);
    throw new Error(`${fault.kind} ${fault.moment} ${call.operation}`);
  }
}

function abortable(): AbortController {
  const controller = new AbortController();
  // Any number of calls may be held up at once.
  setMaxListeners(0, controller.signal);
  return controller;
}

function refusal(reason: keyof typeof refusals, service: AwsService): Answer {
  const { status, code } = refusals[reason];
  if (service === 'sns') return refusalInXml(status, code.split('#').at(-1) ?? '');
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code };
  return { status, headers, body: Buffer.from(JSON.stringify({ __type: code, message: reason })) };
}

/** As SNS refuses, which speaks the Query protocol. */
function refusalInXml(status: number, code: string): Answer {
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code></Error></ErrorResponse>`;
  return { status, headers: { 'content-type': 'text/xml' }, body: Buffer.from(body) };
}
