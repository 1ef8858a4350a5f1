import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from '../../../functions/callback/read/parse.ts';
import { readPush } from '../../../functions/callback/read/read-push.ts';
import { UnparsableError } from '../../../functions/callback/read/unparsable-error.ts';
import { BodyTooLargeError, RefusedError } from '../../../functions/callback/request.ts';
import { lastErrorKey } from '../../../functions/model/events-table.ts';
import { decodeEventMessage, encodeMessage } from '../../../functions/model/queue-message.ts';
import { rawPush } from '../../../lib/weixin/push.ts';
import { pushFields, render } from '../../../lib/weixin/render.ts';
import { samples } from '../../../lib/weixin/samples.ts';
import { signedPush } from '../../../lib/weixin/signed-push.ts';
import { tries } from '../../support/length.ts';
import { fuzzRuns } from './fuzz-runs.ts';
import { gatewayEvent } from './gateway-event.ts';
import { hostileBytes } from './hostile-text.ts';
import { account, callbackUrl, understandEvent } from './understand.ts';

test('whatever an authentic push holds, it is read, or kept byte for byte', () => {
  fc.assert(
    fc.property(hostileBytes, (body) => {
      const read = readPush(body);
      if (read.kind === 'unreadable') expect(Buffer.from(read.raw, read.encoding)).toEqual(body);
    }),
    fuzzRuns,
  );
});

test('whatever stands in the fields of an event, what is read of it fits table and queue', () => {
  const long = fc.tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), fc.nat({ max: 300 }));
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    long.map(([text, times]) => text.repeat(times)),
  );
  const changed = fc.constantFrom(
    'ToUserName',
    'FromUserName',
    'KeyStandard',
    'KeyStr',
    'CreateTime',
    'ExtInfo',
  );
  const pushed = pushFields(samples.user_scan_product);
  const anyFields = fc.dictionary(changed, anyText);
  fc.assert(
    fc.property(anyFields, (values) => {
      const read = readPush(Buffer.from(render(new Map([...pushed, ...Object.entries(values)]), 'json')));
      if (read.kind !== 'event') return;
      const { event } = read;
      const { FromUserName, CreateTimeEvent } = lastErrorKey(event);
      expect(Buffer.byteLength(FromUserName)).toBeLessThanOrEqual(2048);
      expect(Buffer.byteLength(CreateTimeEvent)).toBeLessThanOrEqual(1024);
      const message = { receivedAt: '2015-07-30T09:55:10.000Z', event };
      expect(decodeEventMessage(encodeMessage(message))).toEqual(message);
    }),
    fuzzRuns,
  );
});

test('whatever bytes a stranger sends, they are refused in the same way', () => {
  const { url } = signedPush(callbackUrl, rawPush('<xml></xml>'), account);
  fc.assert(
    fc.property(hostileBytes, (body) => {
      const delivery = gatewayEvent({ url, headers: {}, body }, { isBase64Encoded: true });
      expect(() => understandEvent(delivery)).toThrow(RefusedError);
    }),
    fuzzRuns,
  );
});

test('whatever query a stranger sends, it is refused in the same way', () => {
  const name = fc.oneof(
    fc.constantFrom(
      'signature',
      'msg_signature',
      'timestamp',
      'nonce',
      'encrypt_type',
      'echostr',
      'signature[]',
      '__proto__',
    ),
    fc.string({ unit: 'binary' }),
  );
  const value = fc.oneof(
    fc.constantFrom('aes', 'raw', String(Math.floor(Date.now() / 1000)), '%', '%00', '%ff'),
    fc.string({ unit: 'binary' }),
  );
  const query = fc.array(fc.tuple(name, value)).map((pairs) => pairs.map((pair) => pair.join('=')).join('&'));
  const delivery = gatewayEvent(signedPush(callbackUrl, rawPush('<xml></xml>'), account));
  fc.assert(
    fc.property(query, fc.constantFrom('required' as const, 'off' as const), (rawQueryString, encryption) => {
      expect(() => understandEvent({ ...delivery, rawQueryString }, { encryption })).toThrow(RefusedError);
    }),
    fuzzRuns,
  );
});

test('whatever its length, a body is refused as too large only beyond 64 KB', () => {
  const { url } = signedPush(callbackUrl, rawPush('<xml></xml>'), account);
  fc.assert(
    fc.property(fc.integer({ min: 65_000, max: 66_000 }), fc.boolean(), (length, isBase64Encoded) => {
      const body = Buffer.alloc(length, '<');
      const expected = length > 64 * 1024 ? BodyTooLargeError : RefusedError;
      expect(() => understandEvent(gatewayEvent({ url, headers: {}, body }, { isBase64Encoded }))).toThrow(
        expected,
      );
    }),
    tries(),
  );
});

test('no entity of a push’s own is ever expanded, whatever a DOCTYPE hides behind', () => {
  fc.assert(
    fc.property(disguise, disguise, (front, behind) => {
      const fields = parsed(`${front}<!DOCTYPE xml [<!ENTITY k "forged">]>${behind}<K>&k;</K></xml>`);
      expect(fields.get('K')).not.toBe('forged');
    }),
    fuzzRuns,
  );
});

/** What makes one parser see a comment, a section or an attribute where another sees none. */
const disguise = fc
  .array(
    fc.constantFrom('<xml>', '<xml a="', "<?a '", '<!--', '<![CDATA[', '">', '?>', '-->', ']]>', "'", '"'),
    { maxLength: 4 },
  )
  .map((pieces) => pieces.join(''));

function parsed(text: string): Map<string, string> {
  try {
    return new Map(parse(text));
  } catch (error) {
    if (error instanceof UnparsableError) return new Map();
    throw error;
  }
}
