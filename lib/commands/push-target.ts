import { isEncodingAesKey } from '../../functions/callback/verify/encryption.ts';
import type { RunFile } from '../target/run-file.ts';
import type { WeixinAccount } from '../weixin/account.ts';
import { type Encryption, encryptionModes, type Mode } from '../weixin/signed-push.ts';
import { inEach } from '../wording/language.ts';
import { pushTexts } from '../wording/push.ts';
import { WrongUseError } from './wrong-use.ts';

/** Environment variables that hold an account's values: a command line is seen by every user of a machine. */
export const accountVariables = {
  token: 'WEIXIN_TOKEN',
  encodingAesKey: 'WEIXIN_ENCODING_AES_KEY',
  appId: 'WEIXIN_APP_ID',
} as const satisfies Record<keyof WeixinAccount, string>;

/** What the command knows of the local run that is going on. */
export type PushableRun = Pick<RunFile, 'callbackUrl' | 'weixin'>;

export interface PushTarget {
  readonly callbackUrl: string;
  readonly account: WeixinAccount;
  readonly mode: Mode;
  /** Whether it is a local run, which tells what became of a push. */
  readonly isLocalRun: boolean;
}

export interface TargetOptions {
  readonly url?: string;
  readonly encryption?: Encryption;
}

/**
 * Where to push and as which account: the running local one, or the URL given with the account of the
 * environment. What the environment lacks comes from the local run if the URL is on this machine.
 * @throws {WrongUseError} where one of them is missing
 */
export async function pushTarget(
  options: TargetOptions,
  variables: Readonly<Record<string, string | undefined>>,
  readLocalRun: (url: string | undefined) => Promise<PushableRun | undefined>,
): Promise<PushTarget> {
  const { url } = options;
  const localRun = url === undefined || isLoopback(url) ? await readLocalRun(url) : undefined;
  const mode = encryptionModes[options.encryption ?? localRun?.weixin.encryption ?? 'required'];
  if (url !== undefined) {
    const isLocalRun = localRun !== undefined && new URL(localRun.callbackUrl).origin === new URL(url).origin;
    const account = readAccount(mode, variables, localRun?.weixin);
    return { callbackUrl: url, account, mode, isLocalRun };
  }
  if (localRun === undefined) throw new WrongUseError(inEach(pushTexts, (text) => text.noLocalRun));
  return { callbackUrl: localRun.callbackUrl, account: localRun.weixin, mode, isLocalRun: true };
}

function isLoopback(url: string): boolean {
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (!/^https?:$/.test(protocol)) throw new WrongUseError(inEach(pushTexts, (text) => text.noUrl(url)));
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}

function readAccount(
  mode: Mode,
  variables: Readonly<Record<string, string | undefined>>,
  local: WeixinAccount | undefined,
): WeixinAccount {
  const read = (name: keyof WeixinAccount) => variables[accountVariables[name]] || local?.[name] || '';
  const account = { token: read('token'), encodingAesKey: read('encodingAesKey'), appId: read('appId') };
  const needed = mode === 'plain' ? (['token'] as const) : (['token', 'encodingAesKey', 'appId'] as const);
  const missing = needed.filter((name) => account[name] === '').map((name) => accountVariables[name]);
  if (missing.length > 0) {
    throw new WrongUseError(inEach(pushTexts, (text) => text.missing(missing.join(', '))));
  }
  if (mode !== 'plain' && !isEncodingAesKey(account.encodingAesKey)) {
    throw new WrongUseError(inEach(pushTexts, (text) => text.noKey(accountVariables.encodingAesKey)));
  }
  return account;
}
