import type { EventName } from '../../functions/model/event-types.ts';
import type { HandlerQueueName } from '../../functions/model/handler-queue.ts';
import type { AwsService } from '../../lib/local/iam/aws-call.ts';

/** A function by what it does; a worker goes by its event, a handler by its queue. */
export type Caller = 'callback' | 'drain' | EventName | HandlerQueueName;

/** One call of a function to AWS. */
export interface Call {
  readonly caller: Caller;
  readonly service: AwsService;
  /** AWS's name, such as `PutItem`. */
  readonly operation: string;
}

/** Whether AWS does what it is asked before the fault strikes: `after` is what a lost answer looks like. */
export type Moment = 'before' | 'after';

export type Fault =
  /** AWS does it so much later, whether or not anybody still waits. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** The connection breaks. */
  | { readonly kind: 'cut'; readonly moment: Moment }
  /** The function's instances end. */
  | { readonly kind: 'kill'; readonly moment: Moment }
  | { readonly kind: 'refuse'; readonly reason: Reason }
  /** SNS takes all of a batch but one. */
  | { readonly kind: 'refuseOne' };

/** What AWS refuses a call with. */
export const refusals = {
  throughput: {
    status: 400,
    code: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
  },
  requestLimit: { status: 400, code: 'com.amazonaws.dynamodb.v20120810#RequestLimitExceeded' },
  unavailable: { status: 503, code: 'com.amazonaws.sqs#ServiceUnavailable' },
  denied: { status: 400, code: 'com.amazon.coral.service#AccessDeniedException' },
  throttled: { status: 400, code: 'com.amazon.coral.service#ThrottlingException' },
} as const;

type Reason = keyof typeof refusals;

type OneOrSome<Value> = Value | readonly Value[];

/** Which calls suffer which fault. */
export interface Rule {
  /** What a call has to be like; what is left out may be anything. */
  readonly match: { readonly [Property in keyof Call]?: OneOrSome<Call[Property]> };
  /** Whether it strikes the nth call that matches, counted from 1. @default every one */
  readonly strikes?: (nth: number) => boolean;
  readonly fault: Fault;
}

export const cutBefore: Fault = { kind: 'cut', moment: 'before' };
export const answerLost: Fault = { kind: 'cut', moment: 'after' };

/** So many calls in a row go wrong, then as many go well. */
export const flapping = (calls: number) => (nth: number) => Math.floor((nth - 1) / calls) % 2 === 0;

/** Finds the fault of each call in turn: that of the first rule that matches and strikes. */
export function faultFinder(rules: readonly Rule[]): (call: Call) => Fault | undefined {
  const counts = new Map<Rule, number>();
  return (call) => {
    const striking = rules.filter((rule) => {
      if (!matches(rule, call)) return false;
      const nth = (counts.get(rule) ?? 0) + 1;
      counts.set(rule, nth);
      return rule.strikes?.(nth) ?? true;
    });
    return striking[0]?.fault;
  };
}

function matches({ match }: Rule, call: Call): boolean {
  return (
    isOneOf(match.caller, call.caller) &&
    isOneOf(match.service, call.service) &&
    isOneOf(match.operation, call.operation)
  );
}

function isOneOf<Value extends string>(wanted: OneOrSome<Value> | undefined, value: Value): boolean {
  return wanted === undefined || wanted === value || (Array.isArray(wanted) && wanted.includes(value));
}
