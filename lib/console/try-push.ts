import { BadRequestError } from '../../functions/reads/bad-request-error.ts';
import { chatMessage, chatType } from '../weixin/chat.ts';
import { deliver } from '../weixin/deliver.ts';
import { seenReply } from '../weixin/passive-reply.ts';
import { eventPush, fieldsPush, type Push } from '../weixin/push.ts';
import { sampleEvent } from '../weixin/samples.ts';
import { encryptionModes, type SignedPush, signedPush } from '../weixin/signed-push.ts';
import type { LocalWeixinAccount } from './about.ts';
import type { PushJournal } from './push-journal.ts';
import { isTriedName, type TriedName, triedFieldsOf } from './tried.ts';
import type { TryAnswer } from './try-answer.ts';

/** Values by Weixin's names. */
type Fields = Readonly<Record<string, string>>;

const longestValue = 4096;

/**
 * Pushes an event or a chat message to the local run as Weixin would, signed and encrypted anew each time.
 * @param journal tells what became of it: an acknowledged push may be one that nobody can read
 * @param asked `{name, fields}`: its name, and those of its fields that differ from the sample
 * @throws {BadRequestError} where it is neither or no field of it
 */
export async function tryPush(
  weixin: LocalWeixinAccount,
  journal: Pick<PushJournal, 'entryOf'> | undefined,
  asked: unknown,
): Promise<TryAnswer> {
  const { name, fields: given } = Object(asked);
  if (!isTriedName(name)) throw new BadRequestError('no such event');
  const { push, fields } = contentOf(name, readFields(name, given));
  const mode = encryptionModes[weixin.encryption];
  const sent: SignedPush[] = [];
  const [attempt] = await deliver(() => {
    const signed = signedPush(weixin.callbackUrl, push, weixin, { mode });
    sent.push(signed);
    return signed;
  });
  const [wire] = sent;
  if (attempt === undefined || wire === undefined) throw new Error('nothing was delivered');
  const { acknowledged, milliseconds } = attempt;
  const answered = attempt.outcome === 'answered' ? attempt : undefined;
  const fate = answered?.requestId ? await journal?.entryOf(answered.requestId) : undefined;
  const reply = answered?.acknowledged ? seenReply(answered.body, weixin, mode) : undefined;
  return {
    name,
    fields,
    sent: { url: wire.url, body: wire.body.toString() },
    acknowledged,
    ...(fate && { fate }),
    ...(reply && { reply }),
    milliseconds,
    answer: attempt.outcome === 'answered' ? attempt.status : attempt.reason,
  };
}

function contentOf(name: TriedName, given: Fields): { readonly push: Push; readonly fields: Fields } {
  if (name === chatType) {
    const fields = chatMessage(given);
    return { push: fieldsPush(new Map(Object.entries(fields))), fields };
  }
  const event = sampleEvent(name, { CreateTime: String(Math.floor(Date.now() / 1000)), ...given });
  return { push: eventPush(event), fields: { ...event } };
}

function readFields(name: TriedName, fields: unknown): Fields {
  const known = triedFieldsOf(name);
  const given = Object.entries(Object(fields)).map(([field, value]) => {
    if (!known.includes(field)) throw new BadRequestError(`${name} has no ${field}`);
    if (typeof value !== 'string') throw new BadRequestError(`${field} is no text`);
    if (value.length > longestValue)
      throw new BadRequestError(`${field} is longer than ${longestValue} characters`);
    return [field, value] as const;
  });
  return Object.fromEntries(given);
}
