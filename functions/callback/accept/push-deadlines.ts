/**
 * When the steps of one push are given up, in milliseconds after it came. Weixin waits five seconds, and a
 * step that hangs must leave time for the other way out: for the send where DynamoDB does not take the
 * claim, for the outbox mark where SQS does not take the message. A claim may take 1.5 seconds of waiting
 * for another attempt and the calls around it.
 */
const givenUpAfter = { claim: 2300, send: 2900, push: 3500 } as const;

/** One signal a step; `push` ends whatever is still under way. */
export type PushDeadlines = Readonly<Record<keyof typeof givenUpAfter, AbortSignal>>;

export function startDeadlines(): PushDeadlines {
  const { claim, send, push } = givenUpAfter;
  return {
    claim: AbortSignal.timeout(claim),
    send: AbortSignal.timeout(send),
    push: AbortSignal.timeout(push),
  };
}
