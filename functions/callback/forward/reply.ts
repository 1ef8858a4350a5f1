import { parse } from '../read/parse.ts';
import { UnparsableError } from '../read/unparsable-error.ts';
import type { CallbackSettings } from '../settings.ts';
import type { TargetAnswer } from './exchange.ts';
import { ForwardError } from './failure.ts';

/** What Weixin is answered, as the target wrote it. */
export type TargetReply = Pick<TargetAnswer, 'contentType' | 'body'>;

const nothing = Buffer.alloc(0);

/**
 * The answer as a passive reply: nothing, `success`, or an XML document (Weixin, Passive user reply). Anything
 * else Weixin would count as a failure of this URL, and stop pushing product events to it as well.
 * @throws {ForwardError} where it is none of them
 */
export function replyIn(
  { status, contentType, body }: TargetAnswer,
  encryption: CallbackSettings['encryption'],
): TargetReply {
  if (status >= 300 && status < 400) throw new ForwardError('redirect');
  if (status !== 200) throw new ForwardError('status');
  const text = body.toString('utf8').trim();
  // White space around `success`, Weixin would take for another answer: it means nothing, so nothing is said.
  if (text === '' || text === 'success')
    return { contentType, body: text.length === body.length ? body : nothing };
  if (!isDocument(text)) throw new ForwardError('notXml');
  if (encryption === 'required' && !parse(text).get('Encrypt')) throw new ForwardError('notEncrypted');
  return { contentType, body };
}

/** Whether it is XML; where Weixin pushes JSON, its replies are XML all the same. */
function isDocument(text: string): boolean {
  if (!text.startsWith('<')) return false;
  try {
    parse(text);
    return true;
  } catch (error) {
    if (error instanceof UnparsableError) return false;
    throw error;
  }
}
