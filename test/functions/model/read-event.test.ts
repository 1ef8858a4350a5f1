import { describe, expect, test } from 'vitest';
import { envelopeFields } from '../../../functions/model/event-type.ts';
import { type EventName, eventNames, eventType } from '../../../functions/model/event-types.ts';
import { readEvent, UnreadableEventError } from '../../../functions/model/read-event.ts';
import { samples } from '../../../lib/weixin/samples.ts';

const fieldsOf = (name: EventName) => Object.entries(samples[name]).filter(([field]) => field !== 'Event');
const fieldsWith = (name: EventName, changes: Readonly<Record<string, string>>) =>
  new Map([...fieldsOf(name), ...Object.entries(changes)]);

describe.each(eventNames)('%s', (name) => {
  test('has exactly the fields of the model', () => {
    const fields = new Map([...fieldsOf(name), ['MsgType', 'event'], ['Unheard', 'of']]);
    expect(readEvent(name, fields)).toEqual(samples[name]);
  });

  const required: readonly string[] = [...envelopeFields, ...eventType(name).required];

  test.each(required)('without %s is unreadable, and the message names it', (field) => {
    const without = fieldsWith(name, {});
    without.delete(field);
    expect(() => readEvent(name, without)).toThrow(UnreadableEventError);
    expect(() => readEvent(name, fieldsWith(name, { [field]: '' }))).toThrow(`${name} without ${field}`);
  });

  test('without what is optional has empty text there', () => {
    const kept = new Map(fieldsOf(name).filter(([field]) => required.includes(field)));
    const optional = eventType(name).fields.filter((field) => !required.includes(field));
    const empty = Object.fromEntries(optional.map((field) => [field, '']));
    expect(readEvent(name, kept)).toEqual({ ...samples[name], ...empty });
  });
});

test('an event without several of its fields is unreadable, and the message names each', () => {
  expect(() => readEvent('subscribe', fieldsWith('subscribe', { KeyStandard: '', KeyStr: '' }))).toThrow(
    'subscribe without KeyStandard, KeyStr',
  );
});

describe('CreateTime', () => {
  const read = (CreateTime: string) =>
    readEvent('user_scan_product', fieldsWith('user_scan_product', { CreateTime }));

  test.each(['1', '1438250110', '9999999999'])('%s is one', (createTime) => {
    expect(read(createTime).CreateTime).toBe(createTime);
  });

  test.each([
    '1e5',
    '0',
    '-1',
    '01438250110',
    '10000000000',
    '1438250110.5',
    '1438250110000',
    ' 1438250110',
    '0x1F',
    '１４３８２５０１１０',
    'now',
  ])('%j is none', (createTime) => {
    expect(() => read(createTime)).toThrow(UnreadableEventError);
  });
});

test('a FromUserName that DynamoDB could not take as a key is unreadable', () => {
  const read = (length: number) =>
    readEvent('subscribe', fieldsWith('subscribe', { FromUserName: '名'.repeat(length) }));
  expect(read(512).FromUserName).toHaveLength(512);
  expect(() => read(513)).toThrow(expect.objectContaining({ name: 'UnreadableEventError' }));
});
