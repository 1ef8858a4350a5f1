import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { envelopeFields } from '../../../functions/model/event-type.ts';
import { type EventName, eventNames, eventType, fieldOf } from '../../../functions/model/event-types.ts';
import {
  claimKey,
  expiresAt,
  lastErrorKey,
  quarantineKey,
  readClaimSortKey,
} from '../../../functions/model/events-table.ts';
import { type Changes, sampleEvent, samples } from '../../../lib/weixin/samples.ts';
import { tries } from '../../support/length.ts';

const event = samples.user_scan_product;

/** Every field that tells two events of a type apart, with its type. */
const identifying = eventNames.flatMap((name) =>
  [...envelopeFields, ...eventType(name).identity].map((field): [EventName, string] => [name, field]),
);

test('a claim’s key reads as a line of a user’s timeline', () => {
  expect(claimKey(event)).toEqual({
    FromUserName: 'okkeXs1nI-xU4ql8-5BXkv1f0gDo',
    CreateTimeEvent: '1438250110#user_scan_product#gh_4e47c9c9ecad#ean13#6901481811083#2#123',
  });
});

describe('events have the same key', () => {
  test('where they differ in nothing that identifies them', () => {
    const changes = { Country: 'China', Province: '', City: 'Jieyang', Sex: '2' };
    expect(claimKey(sampleEvent('user_scan_product', changes))).toEqual(claimKey(event));
  });
});

describe('events have different keys', () => {
  test.each(identifying)('of %s where they differ in %s', (name, field) => {
    expect(claimKey(sampleEvent(name, { [field]: '7' }))).not.toEqual(claimKey(samples[name]));
  });

  test('of two reviews of one second, not passed and then passed', () => {
    const name = 'user_scan_product_verify_action';
    const [no, yes] = ['verify_not_pass', 'verify_ok'].map((Result) => sampleEvent(name, { Result }));
    expect([no, yes].map((each) => each && claimKey(each).CreateTimeEvent)).toEqual([
      '1450429257#user_scan_product_verify_action#gh_404e58ec528e#ean13#6901481811083#verify_not_pass',
      '1450429257#user_scan_product_verify_action#gh_404e58ec528e#ean13#6901481811083#verify_ok',
    ]);
  });

  test('where they differ in type', () => {
    expect(
      claimKey({ ...samples.user_scan_product_async, ...event, Event: 'user_scan_product_async' }),
    ).not.toEqual(claimKey(event));
  });

  test('where their fields run into one another', () => {
    const one = sampleEvent('user_scan_product', { KeyStandard: 'a#b', KeyStr: 'c' });
    const other = sampleEvent('user_scan_product', { KeyStandard: 'a', KeyStr: 'b#c' });
    const escaped = sampleEvent('user_scan_product', { KeyStandard: 'a%23b', KeyStr: 'c' });
    expect(new Set([one, other, escaped].map((each) => claimKey(each).CreateTimeEvent)).size).toBe(3);
  });

  test('whatever characters keep their fields apart', () => {
    const part = fc.string({ unit: fc.constantFrom('#', '%', '2', '3'), minLength: 1, maxLength: 4 });
    const identity = fc.record({ ToUserName: part, KeyStandard: part, KeyStr: part });
    const keyOf = (changes: Changes<'user_scan_product'>) =>
      claimKey(sampleEvent('user_scan_product', changes)).CreateTimeEvent;
    fc.assert(
      fc.property(identity, identity, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        expect(keyOf(one)).not.toBe(keyOf(other));
      }),
      tries(2000, 20_000),
    );
  });
});

test('any key fits into DynamoDB’s 1,024 bytes, with a prefix too', () => {
  const character = fc.constantFrom('9', '#', '%', '\u0000', 'é', '产', '𠮷');
  const long = fc.tuple(character, character, fc.integer({ min: 1, max: 1000 }));
  const text = ([one, other, length]: [string, string, number]) => `${one}${other}`.repeat(length);
  fc.assert(
    fc.property(long, long, (standard, key) => {
      const changes = { KeyStandard: text(standard), KeyStr: text(key) };
      const { CreateTimeEvent } = lastErrorKey(sampleEvent('user_scan_product', changes));
      expect(Buffer.byteLength(CreateTimeEvent)).toBeLessThanOrEqual(1024);
    }),
    tries(100, 10_000),
  );
});

test('a key that would fit by itself, but not with a prefix, holds a digest', () => {
  const withLength = (bytes: number) => {
    const rest =
      Buffer.byteLength(claimKey(sampleEvent('user_scan_product', { KeyStr: '9' })).CreateTimeEvent) - 1;
    return sampleEvent('user_scan_product', { KeyStr: '9'.repeat(bytes - rest) });
  };
  expect(claimKey(withLength(1000)).CreateTimeEvent).toHaveLength(1000);
  for (const bytes of [1001, 1017, 1018, 1024]) {
    expect(claimKey(withLength(bytes)).CreateTimeEvent).toMatch(/#sha256:[0-9a-f]{64}$/);
    expect(Buffer.byteLength(lastErrorKey(withLength(bytes)).CreateTimeEvent)).toBeLessThanOrEqual(1024);
  }
});

test('a product that is long is told from another that begins like it', () => {
  const keyOf = (end: string) =>
    claimKey(sampleEvent('user_scan_product', { KeyStr: `${'9'.repeat(5000)}${end}` }));
  expect(keyOf('1')).not.toEqual(keyOf('2'));
  expect(keyOf('1').CreateTimeEvent).toMatch(/^1438250110#user_scan_product#sha256:[0-9a-f]{64}$/);
});

describe('a claim’s sort key', () => {
  test.each(eventNames)('of %s says what it was made of', (name) => {
    const odd = sampleEvent(name, { ToUserName: 'gh#1%23' });
    const fields = ['ToUserName', ...eventType(name).identity];
    expect(readClaimSortKey(claimKey(odd).CreateTimeEvent)).toEqual({
      CreateTime: odd.CreateTime,
      Event: name,
      identity: Object.fromEntries(fields.map((field) => [field, fieldOf(odd, field)])),
    });
  });

  test.each([
    ['with a digest', '1438250110#user_scan_product#sha256:00', 'user_scan_product'],
    ['with a part too many', '1438250110#unsubscribe#gh_1#more', 'unsubscribe'],
    ['of a type nobody knows', '1438250110#user_danced#gh_1', 'user_danced'],
  ])('%s says no more than when and what', (_what, sortKey, Event) => {
    expect(readClaimSortKey(sortKey)).toEqual({ CreateTime: '1438250110', Event, identity: {} });
  });
});

test('the keys beside the claims read as an operator finds them in the console', () => {
  const { FromUserName, CreateTimeEvent } = claimKey(event);
  expect(lastErrorKey(event)).toEqual({ FromUserName, CreateTimeEvent: `failed#${CreateTimeEvent}` });
  expect(quarantineKey('<xml>')).toEqual({
    FromUserName: 'quarantine',
    CreateTimeEvent: expect.stringMatching(/^raw#[0-9a-f]{64}$/),
  });
});

test('the same unreadable push has the same key, another one another', () => {
  expect(quarantineKey('<xml>')).toEqual(quarantineKey('<xml>'));
  expect(quarantineKey('<xml>')).not.toEqual(quarantineKey('<xml> '));
});

test('an item expires after 45 days, in seconds', () => {
  expect(expiresAt(new Date('2024-01-01T00:00:00.999Z'))).toBe(Date.parse('2024-02-15T00:00:00Z') / 1000);
});
