import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventNames } from '../../../functions/model/event-types.ts';
import {
  decodeEventMessage,
  decodePublishedMessage,
  decodeQuarantineMessage,
  encodeMessage,
  eventOf,
  type QuarantineMessage,
  quarantineOf,
  queueText,
} from '../../../functions/model/queue-message.ts';
import { UnreadableEventError } from '../../../functions/model/read-event.ts';
import { cloudEventOf } from '../../../functions/publishing/cloud-event.ts';
import { sampleEvent, samples } from '../../../lib/weixin/samples.ts';
import { anyEvent } from '../../lib/weixin/any-event.ts';
import { tries } from '../../support/length.ts';

const receivedAt = '2015-07-30T09:55:10.000Z';

// What a message may hold (SQS, SendMessage, MessageBody); fauxqs takes nothing beyond U+FFFD.
const takenEverywhere = /^[\t\n\r\x20-\uD7FF\uE000-\uFFFD]*$/;

test.each(eventNames)('%s comes back from its queue as it was', (name) => {
  const message = { receivedAt, event: samples[name] };
  expect(decodeEventMessage(encodeMessage(message))).toEqual(message);
});

test.each(eventNames)('%s comes back from a handler’s queue, with its id', (name) => {
  const published = cloudEventOf(samples[name]);
  expect(decodePublishedMessage(queueText(published))).toEqual({ id: published.id, event: samples[name] });
});

test('any event comes back, in characters SQS takes', () => {
  fc.assert(
    fc.property(anyEvent, fc.string({ unit: 'binary' }), (event, text) => {
      const message = { receivedAt, event: { ...event, ToUserName: `${event.ToUserName}${text}` } };
      const encoded = encodeMessage(message);
      expect(encoded).toMatch(takenEverywhere);
      expect(decodeEventMessage(encoded)).toEqual(message);
    }),
    tries(),
  );
});

test('characters SQS refuses are escaped', () => {
  const event = sampleEvent('user_scan_product', { ExtInfo: '\u0000\uFFFE\uFFFF😀' });
  expect(encodeMessage({ receivedAt, event })).toContain('\\u0000\\ufffe\\uffff\\ud83d\\ude00');
});

test.each<QuarantineMessage>([
  { receivedAt, reason: 'not well-formed', raw: '<xml>\u0000\uFFFF😀', encoding: 'utf8' },
  { receivedAt, reason: 'not UTF-8', raw: '/8CA', encoding: 'base64' },
])('an unreadable push in $encoding comes back from the quarantine as it was', (message) => {
  expect(encodeMessage(message)).toMatch(takenEverywhere);
  expect(decodeQuarantineMessage(encodeMessage(message))).toEqual(message);
});

test.each(['hello', '{}', JSON.stringify({ receivedAt, reason: 'not UTF-8' })])(
  '%s is no unreadable push of ours',
  (body) => {
    expect(() => decodeQuarantineMessage(body)).toThrow(UnreadableEventError);
  },
);

test('what is no JSON is unreadable because of what the parser says', () => {
  expect(() => decodeEventMessage('hello')).toThrow(
    expect.objectContaining({ message: 'not JSON', cause: expect.any(SyntaxError) }),
  );
});

test.each([undefined, null, 'x', ['x']])('%j, where a quarantined push is to be, is none', (stored) => {
  expect(() => quarantineOf(stored)).toThrow(UnreadableEventError);
});

describe('what is no message of ours', () => {
  const { KeyStr: _none, ...incomplete } = samples.subscribe;

  test.each([
    ['no JSON', 'hello'],
    ['no object', '[]'],
    ['null', 'null'],
    ['no event', JSON.stringify({ receivedAt })],
    ['no time', JSON.stringify({ event: samples.subscribe })],
    ['an event that is text', JSON.stringify({ receivedAt, event: 'subscribe' })],
    [
      'an event of no known type',
      JSON.stringify({ receivedAt, event: { ...samples.subscribe, Event: 'toString' } }),
    ],
    ['an event without a product', JSON.stringify({ receivedAt, event: incomplete })],
    [
      'a number where text belongs',
      JSON.stringify({ receivedAt, event: { ...samples.subscribe, KeyStr: 1 } }),
    ],
  ])('%s is unreadable', (_case, body) => {
    expect(() => decodeEventMessage(body)).toThrow(UnreadableEventError);
  });
});

test('what an event has beyond its fields is left out', () => {
  expect(eventOf({ ...samples.subscribe, claimId: 'x' })).toEqual(samples.subscribe);
});
