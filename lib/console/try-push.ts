import { type EventName, fieldsOf, isEventName } from '../../functions/model/event-types.ts';
import { BadRequestError } from '../../functions/reads/bad-request-error.ts';
import { deliver } from '../weixin/deliver.ts';
import { eventPush } from '../weixin/push.ts';
import { sampleEvent } from '../weixin/samples.ts';
import { encryptionModes, type SignedPush, signedPush } from '../weixin/signed-push.ts';
import type { LocalWeixinAccount } from './about.ts';
import type { PushJournal } from './push-journal.ts';
import type { TryAnswer } from './try-answer.ts';

const longestValue = 4096;

/**
 * Pushes one event to the local run as Weixin would, signed and encrypted anew each time.
 * @param journal tells what became of it: an acknowledged push may be one that nobody can read
 * @param asked `{event, fields}`: the event's name, and those of its fields that differ from the sample
 * @throws {BadRequestError} where it is no event or no field of it
 */
export async function tryPush(
  weixin: LocalWeixinAccount,
  journal: Pick<PushJournal, 'entryOf'> | undefined,
  asked: unknown,
): Promise<TryAnswer> {
  const { event: name, fields } = Object(asked);
  if (typeof name !== 'string' || !isEventName(name)) throw new BadRequestError('no such event');
  const now = String(Math.floor(Date.now() / 1000));
  const event = sampleEvent(name, { CreateTime: now, ...readFields(name, fields) });
  const sent: SignedPush[] = [];
  const [attempt] = await deliver(() => {
    const push = signedPush(weixin.callbackUrl, eventPush(event), weixin, {
      mode: encryptionModes[weixin.encryption],
    });
    sent.push(push);
    return push;
  });
  const [wire] = sent;
  if (attempt === undefined || wire === undefined) throw new Error('nothing was delivered');
  const { acknowledged, milliseconds } = attempt;
  const answered = attempt.outcome === 'answered' ? attempt : undefined;
  const answer = attempt.outcome === 'answered' ? attempt.status : attempt.reason;
  const entry = answered?.requestId ? await journal?.entryOf(answered.requestId) : undefined;
  return {
    event: { ...event },
    sent: { url: wire.url, body: wire.body.toString() },
    acknowledged,
    ...(entry && { outcome: entry.outcome }),
    ...(entry?.reason !== undefined && { reason: entry.reason }),
    milliseconds,
    answer,
  };
}

function readFields(name: EventName, fields: unknown): Record<string, string> {
  const known: readonly string[] = fieldsOf(name);
  const given = Object.entries(Object(fields)).map(([field, value]) => {
    if (!known.includes(field)) throw new BadRequestError(`${name} has no ${field}`);
    if (typeof value !== 'string') throw new BadRequestError(`${field} is no text`);
    if (value.length > longestValue)
      throw new BadRequestError(`${field} is longer than ${longestValue} characters`);
    return [field, value] as const;
  });
  return Object.fromEntries(given);
}
