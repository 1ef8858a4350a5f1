import { parse } from '../../functions/callback/read/parse.ts';
import { UnparsableError } from '../../functions/callback/read/unparsable-error.ts';
import { DecryptionError, decrypt } from '../../functions/callback/verify/encryption.ts';
import { signatureMatches } from '../../functions/callback/verify/signature.ts';
import type { Fields } from '../../functions/model/read-event.ts';
import type { WeixinAccount } from './account.ts';
import type { Mode } from './signed-push.ts';

/** What a server said to a push, as the follower gets to see it. */
export interface PassiveReply {
  /** The document in clear. */
  readonly xml: string;
  /** Its elements that hold text; those within others, such as a picture's, are left out. */
  readonly fields: Fields;
}

/** Why a body is no reply that Weixin would pass on to the follower. */
export type ReplyProblem = 'notXml' | 'notEncrypted' | 'wrongToken' | 'wrongKey' | 'wrongAppId';

export class ReplyError extends Error {
  override readonly name = 'ReplyError';
  readonly problem: ReplyProblem;

  constructor(problem: ReplyProblem, options?: ErrorOptions) {
    super(problem, options);
    this.problem = problem;
  }
}

/**
 * Reads the body of an answer as Weixin does (Passive user reply); undefined where it says nothing.
 * @throws {ReplyError} where it is something else
 */
export function readPassiveReply(body: string, account: WeixinAccount, mode: Mode): PassiveReply | undefined {
  const text = body.replace(/^\uFEFF/, '').trim();
  if (text === '' || text === 'success') return undefined;
  const fields = elementsOf(text);
  const encrypted = fields.get('Encrypt')?.trim();
  if (encrypted) return opened(encrypted, fields, account);
  if (mode !== 'plain') throw new ReplyError('notEncrypted');
  return { xml: text, fields };
}

/** What the follower gets to see: the text of a reply, or the document of one that has none; or why nothing. */
export type SeenReply = { readonly said: string } | { readonly problem: ReplyProblem };

/** What the follower gets to see of the body of an answer; undefined where it says nothing. */
export function seenReply(body: string, account: WeixinAccount, mode: Mode): SeenReply | undefined {
  try {
    const reply = readPassiveReply(body, account, mode);
    return reply && { said: reply.fields.get('Content') ?? reply.xml };
  } catch (error) {
    if (error instanceof ReplyError) return { problem: error.problem };
    throw error;
  }
}

function opened(encrypted: string, fields: Fields, account: WeixinAccount): PassiveReply {
  const [timestamp = '', nonce = '', signature = ''] = ['TimeStamp', 'Nonce', 'MsgSignature'].map(
    (name) => fields.get(name) ?? '',
  );
  if (!signatureMatches([account.token, timestamp, nonce, encrypted], signature)) {
    throw new ReplyError('wrongToken');
  }
  try {
    const { message, appId } = decrypt(encrypted, account.encodingAesKey);
    if (appId !== account.appId) throw new ReplyError('wrongAppId');
    return { xml: message.toString(), fields: elementsOf(message.toString()) };
  } catch (error) {
    if (!(error instanceof DecryptionError)) throw error;
    throw new ReplyError('wrongKey', { cause: error });
  }
}

function elementsOf(text: string): Fields {
  if (!text.startsWith('<')) throw new ReplyError('notXml');
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof UnparsableError)) throw error;
    throw new ReplyError('notXml', { cause: error });
  }
}
