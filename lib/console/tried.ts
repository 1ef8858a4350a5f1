import { type EventName, eventNames, fieldsOf } from '../../functions/model/event-types.ts';
import { chatFields, chatType } from '../weixin/chat.ts';

/** What can be pushed by hand, by its name: an event, or a follower's chat message. */
export type TriedName = EventName | typeof chatType;

export const triedNames: readonly TriedName[] = [...eventNames, chatType];

export function isTriedName(name: unknown): name is TriedName {
  return triedNames.some((each) => each === name);
}

/** Its fields under Weixin's names, those that may be chosen. */
export function triedFieldsOf(name: TriedName): readonly string[] {
  return name === chatType ? chatFields : fieldsOf(name);
}
