import fc from 'fast-check';
import { envelopeFields } from '../../../functions/model/event-type.ts';
import {
  type EventName,
  eventNames,
  eventType,
  fieldsOf,
  type WeixinEvent,
} from '../../../functions/model/event-types.ts';
import { readEvent } from '../../../functions/model/read-event.ts';

// What XML 1.0 can carry; a carriage return would come back as a line feed.
const notXml = /[^\t\n\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const text = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(']]>', '<![CDATA[', '&amp;', '0012345678905', '1e5', '{"', '揭阳 🇨🇳', ' spaces '),
  )
  .map((value) => value.replace(notXml, ''));
// A follow carries these in EventKey, between bars.
const required = text.map((value) => value.replaceAll('|', '')).filter((value) => value !== '');
const createTime = fc.integer({ min: 1, max: 9_999_999_999 }).map(String);

/** Any product event, with any text in its fields. */
export const anyEvent: fc.Arbitrary<WeixinEvent> = fc.constantFrom(...eventNames).chain(eventNamed);

function eventNamed(name: EventName): fc.Arbitrary<WeixinEvent> {
  const values = fieldsOf(name).map((field) => fc.tuple(fc.constant(field), textFor(name, field)));
  return fc.tuple(...values).map((entries) => readEvent(name, new Map(entries)));
}

function textFor(name: EventName, field: string): fc.Arbitrary<string> {
  if (field === 'CreateTime') return createTime;
  if (name === 'subscribe' && field === 'Scene') return fc.constantFrom('scanbarcode', 'scanimage');
  const isRequired = [...envelopeFields, ...eventType(name).required].some((each) => each === field);
  return isRequired ? required : text;
}
