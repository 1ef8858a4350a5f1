import { afterEach, beforeEach, expect, it } from 'vitest';
import { rotate } from '../../../lib/commands/rotate.ts';
import { currentAccount } from '../../../lib/target/current-account.ts';
import type { WeixinAccount } from '../../../lib/weixin/account.ts';
import { eventPush } from '../../../lib/weixin/push.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { type LocalReceiver, startLocalReceiver } from '../../support/local-receiver.ts';

let receiver: LocalReceiver;

beforeEach(async () => {
  receiver = await startLocalReceiver();
});

afterEach(() => receiver.stop());

/** Rotates as the command does; gives what it prints. */
async function rotated(...args: string[]): Promise<string> {
  let printed = '';
  const exitCode = await rotate(args, {
    findTarget: async () => ({
      secretsManager: receiver.secretsManager,
      outputs: receiver.run.outputs,
      timeZone: 'Asia/Shanghai',
      close: () => {},
    }),
    readLine: async () => '',
    write: (text) => {
      printed += text;
    },
    writeError: (text) => {
      throw new Error(text);
    },
  });
  expect(exitCode).toBe(0);
  return printed;
}

async function newValue(kind: 'token' | 'key'): Promise<string> {
  const [, value] = /^ {2}([A-Za-z0-9]{32,43})$/m.exec(await rotated(kind)) ?? [];
  if (value === undefined) throw new Error('no value was printed');
  return value;
}

let pushed = 0;

async function isAccepted(account: WeixinAccount): Promise<boolean> {
  pushed += 1;
  const push = eventPush(sampleEvent('user_scan_product', { KeyStr: `rotation-${pushed}` }));
  return (await receiver.pushUntilAnswered(push, account)).acknowledged;
}

/** Ends the functions' instances, as Lambda does: the next ones read the secrets anew. */
async function endInstances(): Promise<void> {
  await Promise.all(receiver.run.functions.all.map((each) => each.kill()));
}

it('during a rotation old and new are accepted; once it is finished the old are refused', async () => {
  const old = receiver.account;
  expect(await isAccepted(old)).toBe(true);

  const token = await newValue('token');
  const encodingAesKey = await newValue('key');
  const current = { ...old, token, encodingAesKey };
  // By these push and the console's page sign from now on.
  expect(await currentAccount(receiver.runFile)).toEqual({ ...current, encryption: 'required' });
  const accounts = [old, { ...old, token }, { ...old, encodingAesKey }, current];
  for (const account of accounts) expect(await isAccepted(account)).toBe(true);

  await rotated('token', '--finish', '--force');
  await rotated('key', '--finish', '--force');
  await endInstances();
  expect(await Promise.all(accounts.map(isAccepted))).toEqual([false, false, false, true]);
});
