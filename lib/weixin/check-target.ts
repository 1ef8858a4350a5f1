import { randomUUID } from 'node:crypto';
import { attempt, pathTo } from '../../functions/callback/forward/attempt.ts';
import { exchange, type TargetAnswer } from '../../functions/callback/forward/exchange.ts';
import { type FailureReason, ForwardError } from '../../functions/callback/forward/failure.ts';
import { replyIn } from '../../functions/callback/forward/reply.ts';
import type { Target } from '../../functions/callback/forward/target.ts';
import type { WeixinAccount } from './account.ts';
import { type PassiveReply, ReplyError, type ReplyProblem, readPassiveReply } from './passive-reply.ts';
import { chatPush } from './push.ts';
import { type Mode, signedPush } from './signed-push.ts';
import { verificationUrl } from './verification-url.ts';

/** What Weixin asks of a server: to verify its URL, and to answer a chat message. */
export const checkSteps = ['verification', 'chat'] as const;

export type CheckStep = (typeof checkSteps)[number];

/** What is wrong with an answer; `html` and `json` are the two kinds of what is no reply that are easily met. */
export type CheckProblem = FailureReason | ReplyProblem | 'html' | 'json' | 'noEchostr';

/** How a step went. */
export interface Finding {
  readonly step: CheckStep;
  readonly milliseconds: number;
  /** What is wrong; undefined where nothing is. */
  readonly problem: CheckProblem | undefined;
  /** The status it answered, where it did. */
  readonly status: number | undefined;
  /** Where a redirect leads. */
  readonly location: string | undefined;
  /** What the follower would get to see; undefined where that is nothing. */
  readonly reply: PassiveReply | undefined;
}

/** As the callback function has it for what it forwards, in milliseconds. */
const patience = 3000;

/** Plays Weixin towards a target as the callback function would pass it on; gives a finding for each step. */
export async function checkTarget(
  target: Target,
  account: WeixinAccount,
  mode: Mode,
): Promise<readonly Finding[]> {
  return [
    await find('verification', verifying(target, account)),
    await find('chat', chatting(target, account, mode)),
  ];
}

/** Asks, and reads the answer: undefined where it says nothing. @throws {ForwardError | ReplyError | EchoError} */
interface Step {
  readonly ask: (signal: AbortSignal) => Promise<TargetAnswer>;
  readonly read: (answer: TargetAnswer) => PassiveReply | undefined;
}

class EchoError extends Error {}

function verifying(target: Target, { token }: WeixinAccount): Step {
  const echostr = randomUUID();
  const url = new URL(verificationUrl('http://weixin.invalid/', token, echostr));
  const path = pathTo(target, url.search.slice(1));
  return {
    ask: (signal) => exchange(target, { method: 'GET', path, headers: {}, body: Buffer.alloc(0) }, signal),
    read: ({ status, body }) => {
      if (status >= 300 && status < 400) throw new ForwardError('redirect');
      if (status !== 200) throw new ForwardError('status');
      if (body.toString() !== echostr) throw new EchoError();
      return undefined;
    },
  };
}

function chatting(target: Target, account: WeixinAccount, mode: Mode): Step {
  const { url, headers, body } = signedPush('http://weixin.invalid/', chatPush(), account, { mode });
  const push = { rawQuery: new URL(url).search.slice(1), contentType: headers['content-type'], sent: body };
  return {
    ask: (signal) => attempt(target, push, signal),
    read: (answer) => {
      const reply = replyIn(answer, mode === 'plain' ? 'off' : 'required');
      return readPassiveReply(reply.body.toString(), account, mode);
    },
  };
}

async function find(step: CheckStep, { ask, read }: Step): Promise<Finding> {
  const startedAt = performance.now();
  const finding = (answer?: TargetAnswer, problem?: CheckProblem, reply?: PassiveReply): Finding => ({
    step,
    milliseconds: Math.round(performance.now() - startedAt),
    problem,
    status: answer?.status,
    location: answer?.location,
    reply,
  });
  let answer: TargetAnswer | undefined;
  try {
    answer = await ask(AbortSignal.timeout(patience));
    const took = finding(answer);
    return { ...took, reply: read(answer) };
  } catch (error) {
    return finding(answer, problemOf(error, answer));
  }
}

function problemOf(error: unknown, answer: TargetAnswer | undefined): CheckProblem {
  if (error instanceof ReplyError) return error.problem;
  const isBody = error instanceof EchoError || (error instanceof ForwardError && error.name === 'notXml');
  if (isBody && answer) return kindOf(answer) ?? (error instanceof EchoError ? 'noEchostr' : 'notXml');
  if (error instanceof ForwardError) return error.name;
  throw error;
}

function kindOf({ body }: TargetAnswer): CheckProblem | undefined {
  const text = body.toString().trimStart();
  if (/^<(!doctype html|html)/i.test(text)) return 'html';
  return /^[{[]/.test(text) ? 'json' : undefined;
}
