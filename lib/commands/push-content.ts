import { readFile } from 'node:fs/promises';
import type { EventName } from '../../functions/model/event-types.ts';
import { eventPush, type Push, rawPush } from '../weixin/push.ts';
import type { Format } from '../weixin/render.ts';
import { sampleEvent } from '../weixin/samples.ts';
import { WrongUseError } from './wrong-use.ts';

/** What is pushed, and a few words that tell it to the user. */
export interface PushContent {
  readonly push: Push;
  readonly description: string;
}

/** The sample of an event with the fields given; CreateTime is now unless given. */
export function eventContent(
  name: EventName,
  given: Readonly<Record<string, string>>,
  format: Format,
): PushContent {
  const now = String(Math.floor(Date.now() / 1000));
  const event = sampleEvent(name, { CreateTime: now, ...given });
  const { KeyStandard, KeyStr, FromUserName, CreateTime } = event;
  const description = `${name}, product ${KeyStandard} ${KeyStr}, openid ${FromUserName}, CreateTime ${CreateTime}`;
  return { push: eventPush(event, format), description };
}

/**
 * The content of a file, byte for byte.
 * @throws {WrongUseError} where it cannot be read
 */
export async function fileContent(path: string): Promise<PushContent> {
  try {
    return { push: rawPush(await readFile(path)), description: `${path} as it is` };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown';
    throw new WrongUseError(`--raw ${path} cannot be read: ${reason}.`, { cause });
  }
}
