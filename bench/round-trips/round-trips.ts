import { setTimeout as pause } from 'node:timers/promises';
import type { AwsCall } from '../../lib/local/iam/aws-call.ts';
import { deliver } from '../../lib/weixin/deliver.ts';
import { eventPush, fieldsPush, type Push } from '../../lib/weixin/push.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import { type SignedPush, signedPush } from '../../lib/weixin/signed-push.ts';
import type { Engines } from '../engines.ts';
import { digits, table, verdict } from '../markdown.ts';
import { account } from '../push/account.ts';
import type { Section } from '../section.ts';

const duplicates = 10;
/** How long SQS takes to answer while duplicates come in, in milliseconds: long enough for all to meet. */
const slowSend = 400;
/** Of what only warms up, on a machine that others may keep busy. */
const mostRetries = 20;

interface Case {
  readonly name: string;
  readonly calls: readonly AwsCall[];
  readonly pushes: number;
  readonly goal: string;
  readonly isMet: boolean;
}

/** AWS calls of a push, counted where the engines take them. */
export async function roundTrips(engines: Engines): Promise<Section> {
  const { logicalId } = engines.functionNamed('callback');
  let calls: AwsCall[] = [];
  let sendTakes = 0;
  const run = await engines.startRun({
    intercept: async (call, forward) => {
      if (call.accessKeyId === logicalId) {
        calls.push(call);
        if (call.operation === 'SendMessage') await pause(sendTakes);
      }
      return forward();
    },
  });
  const url = `${run.origin}/weixin`;

  async function count(pushes: readonly SignedPush[], status = 200): Promise<readonly AwsCall[]> {
    calls = [];
    const answers = await Promise.all(pushes.map(post));
    const others = answers.filter((answer) => answer !== status);
    if (others.length > 0) throw new Error(`answered ${others.join(', ')} instead of ${status}`);
    return calls;
  }
  const opened = (user: string) => eventPush(sampleEvent('user_scan_product', { FromUserName: user }));
  const sign = (push: Push) => signedPush(url, push, account);
  const wrong = () => signedPush(url, opened('stranger'), { ...account, token: 'wrong' });

  try {
    // Instances that answer the duplicates are started before, and each reads the secrets then.
    const early = Array.from({ length: duplicates }, (_none, place) => opened(`early${place}`));
    await Promise.all(early.map((push) => deliver(() => sign(push), { retries: mostRetries })));
    const refresh = await count(Array.from({ length: duplicates }, wrong), 403);
    const first = await count([sign(opened('first'))]);
    const retry = await count([sign(opened('first'))]);
    sendTakes = slowSend;
    const together = await count(Array.from({ length: duplicates }, () => sign(opened('together'))));
    sendTakes = 0;
    const chat = await count([sign(chatMessage())]);
    const refused = await count([wrong()], 403);
    const waits = ofOperation(together, 'GetItem');
    const others = together.length - waits - first.length;
    const cases: readonly Case[] = [
      { name: 'first', calls: first, pushes: 1, goal: '3', isMet: first.length === 3 },
      { name: 'retry', calls: retry, pushes: 1, goal: '1', isMet: retry.length === 1 },
      {
        name: `${duplicates} at once, SQS slow (${slowSend} ms)`,
        calls: together,
        pushes: duplicates,
        goal: `3, and for each other ≤ 2 and its waits`,
        isMet: others <= 2 * (duplicates - 1),
      },
      { name: 'other message (chat)', calls: chat, pushes: 1, goal: '0', isMet: chat.length === 0 },
      { name: 'refused', calls: refused, pushes: 1, goal: '0', isMet: refused.length === 0 },
    ];
    return {
      title: 'Round trips: AWS calls of a push',
      text: [
        'Counted between the deployed bundle and the engines, secrets read before.',
        table(
          ['push', 'calls', 'calls a push', 'which', 'goal', ''],
          cases.map((each) => [
            each.name,
            each.calls.length,
            digits(each.calls.length / each.pushes),
            operations(each.calls),
            each.goal,
            verdict(each.isMet),
          ]),
        ),
        `A wrong signature makes an instance read the secrets again, at most once a minute: ${digits(refresh.length / duplicates)} calls.`,
      ].join('\n\n'),
    };
  } finally {
    await run.stop();
  }
}

function chatMessage(): Push {
  const fields = {
    ToUserName: 'gh_1',
    FromUserName: 'chatter',
    CreateTime: '1',
    MsgType: 'text',
    Content: 'hi',
  };
  return fieldsPush(new Map(Object.entries(fields)));
}

async function post(push: SignedPush): Promise<number | string> {
  const [attempt] = await deliver(() => push);
  return attempt?.outcome === 'answered' ? attempt.status : (attempt?.reason ?? 'nothing');
}

function ofOperation(calls: readonly AwsCall[], operation: string): number {
  return calls.filter((call) => call.operation === operation).length;
}

function operations(calls: readonly AwsCall[]): string {
  const names = [...new Set(calls.map(({ operation }) => operation))];
  return names.map((name) => `${ofOperation(calls, name)} ${name}`).join(', ') || 'none';
}
