import { dayNumber, dayNumbered } from './day.ts';
import { ownLetters } from './event-type.ts';
import { storedLabel } from './insights-table.ts';

/**
 * Names of the attributes that count. They are short, for DynamoDB bills an update by the size of the whole
 * item, names included. A page of a day (`dayKey`) counts events of one type:
 *
 *     n           the events
 *     v           the visitors among them
 *     h:14        those at 14 o'clock
 *     c:17        those with the product's 17th ExtInfo; `c:` without one, `c:*` with one beyond the first ones
 *     p:中国/广东  those with that label, behind the letter of its breakdown (event-types.ts)
 *
 * A row of the listing has, beside the totals under the counters' own names, the last days: `o:fr4` is what
 * the counter with the letter o counted on the day with that number in base 36.
 */
export const pageEvents = 'n';
export const pageVisitors = 'v';

/** Which of a product's channels: its place in the list, none, or one beyond those that are kept. */
export type Channel = number | 'none' | 'others';

/** @param label as pushed */
export function labelAttribute(letter: string, label: string): string {
  return `${letter}:${storedLabel(label)}`;
}

/** @param hour 0 to 23 */
export function hourAttribute(hour: string): string {
  return `${ownLetters.hour}:${hour}`;
}

export function channelAttribute(channel: Channel): string {
  const names = { none: '', others: '*' } as const;
  return `${ownLetters.channel}:${typeof channel === 'number' ? channel : names[channel]}`;
}

/** The channel an attribute counts; undefined where it counts something else. */
export function channelOfAttribute(name: string): Channel | undefined {
  if (!name.startsWith(`${ownLetters.channel}:`)) return undefined;
  const rest = name.slice(ownLetters.channel.length + 1);
  if (rest === '') return 'none';
  return rest === '*' ? 'others' : Number(rest);
}

/** What an attribute's name says behind a letter; undefined where it has another one. */
export function labelOfAttribute(letter: string, name: string): string | undefined {
  return name.startsWith(`${letter}:`) ? name.slice(letter.length + 1) : undefined;
}

/** The hour an attribute counts; undefined where it counts something else. */
export function hourOfAttribute(name: string): string | undefined {
  return labelOfAttribute(ownLetters.hour, name);
}

/** How many days a row of the listing keeps apart, today included. */
export const recentDays = 40;

/** The attribute of a listing row that counts one day; a counter's letter has to be one character. */
export function recentAttribute(letter: string, day: string): string {
  return `${letter}:${dayNumber(day).toString(36)}`;
}

/** The counter's letter and the day that an attribute of a listing row counts; undefined for another. */
export function readRecentAttribute(name: string): { letter: string; day: string } | undefined {
  const [, letter, number] = /^(.):([0-9a-z]+)$/.exec(name) ?? [];
  if (letter === undefined || number === undefined) return undefined;
  return { letter, day: dayNumbered(Number.parseInt(number, 36)) };
}
