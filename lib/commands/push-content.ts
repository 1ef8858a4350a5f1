import { readFile } from 'node:fs/promises';
import { productFields } from '../../functions/model/event-type.ts';
import { type EventName, fieldOf } from '../../functions/model/event-types.ts';
import { type ChatChanges, sampleChat } from '../weixin/chat.ts';
import { chatPush, eventPush, type Push, rawPush } from '../weixin/push.ts';
import type { Format } from '../weixin/render.ts';
import { sampleEvent } from '../weixin/samples.ts';
import { visitEvent } from '../weixin/visit.ts';
import { inEach } from '../wording/language.ts';
import { pushTexts } from '../wording/push.ts';
import { WrongUseError } from './wrong-use.ts';

type Text = (typeof pushTexts)['en'];

/** What is pushed, and a few words that tell it to the user. */
export interface PushContent {
  readonly push: Push;
  readonly describe: (text: Text) => string;
}

/**
 * An event with the fields given; CreateTime is now unless given.
 * @param isSample whether the others are those of Weixin's published sample, or of the one visit
 */
export function eventContent(
  name: EventName,
  given: Readonly<Record<string, string>>,
  format: Format,
  isSample: boolean,
): PushContent {
  const changes = { CreateTime: String(Math.floor(Date.now() / 1000)), ...given };
  const event = isSample ? sampleEvent(name, changes) : visitEvent(name, changes);
  const { FromUserName, CreateTime } = event;
  const product = productFields.map((field) => fieldOf(event, field)).join(' ');
  return {
    push: eventPush(event, format),
    describe: (text) => text.event(name, product, FromUserName, CreateTime),
  };
}

/** A follower's chat message, which is no event: it is for the merchant's own server. */
export function chatContent(given: ChatChanges, format: Format): PushContent {
  const { Content = sampleChat } = given;
  return { push: chatPush({ ...given, Content }, format), describe: (text) => text.chat(Content) };
}

/**
 * The content of a file, byte for byte.
 * @throws {WrongUseError} where it cannot be read
 */
export async function fileContent(path: string): Promise<PushContent> {
  try {
    return { push: rawPush(await readFile(path)), describe: (text) => text.asItIs(path) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown';
    throw new WrongUseError(
      inEach(pushTexts, (text) => text.unreadableFile(path, reason)),
      { cause },
    );
  }
}
