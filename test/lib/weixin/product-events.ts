import fc from 'fast-check';
import {
  identityFields,
  type ProductEvent,
  type ProductEventName,
  productEventNames,
  productEvents,
} from '../../../functions/model/product-events.ts';
import { readProductEvent } from '../../../functions/model/read-product-event.ts';

// What XML 1.0 can carry; a carriage return would come back as a line feed.
const notXml = /[^\t\n\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const text = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(']]>', '<![CDATA[', '&amp;', '0012345678905', '1e5', '{"', '揭阳 🇨🇳', ' spaces '),
  )
  .map((value) => value.replace(notXml, ''));
// A follow carries these in EventKey, between bars.
const identity = text.map((value) => value.replaceAll('|', '')).filter((value) => value !== '');
const createTime = fc.integer({ min: 1, max: 9_999_999_999 }).map(String);

/** Any product event, with any text in its fields. */
export const anyProductEvent: fc.Arbitrary<ProductEvent> = fc
  .constantFrom(...productEventNames)
  .chain(anyEvent);

function anyEvent(name: ProductEventName): fc.Arbitrary<ProductEvent> {
  const fields = [...identityFields, ...productEvents[name].fields];
  const values = fields.map((field) => fc.tuple(fc.constant(field), textFor(name, field)));
  return fc.tuple(...values).map((entries) => readProductEvent(name, new Map(entries)));
}

function textFor(name: ProductEventName, field: string): fc.Arbitrary<string> {
  if (field === 'CreateTime') return createTime;
  if (name === 'subscribe' && field === 'Scene') return fc.constantFrom('scanbarcode', 'scanimage');
  const isIdentity = identityFields.some((each) => each === field);
  return isIdentity || field === 'Result' ? identity : text;
}
