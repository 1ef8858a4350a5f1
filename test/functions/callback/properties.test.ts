import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Read } from '../../../functions/callback/read/read-push.ts';
import { RefusedError } from '../../../functions/callback/request.ts';
import type { WeixinEvent } from '../../../functions/model/event-types.ts';
import { eventPush } from '../../../lib/weixin/push.ts';
import { formats } from '../../../lib/weixin/render.ts';
import { type Mode, signedPush } from '../../../lib/weixin/signed-push.ts';
import { anyEvent } from '../../lib/weixin/any-event.ts';
import { fuzzRuns } from './fuzz-runs.ts';
import { gatewayEvent } from './gateway-event.ts';
import { account, callbackUrl, understandEvent } from './understand.ts';

const format = fc.constantFrom(...formats);
const encryptedMode = fc.constantFrom<Mode>('secure', 'compatible');

function deliveryOf(event: WeixinEvent, pushFormat: (typeof formats)[number], mode: Mode) {
  const push = signedPush(callbackUrl, eventPush(event, pushFormat), account, { mode });
  return gatewayEvent(push, { isBase64Encoded: true });
}

test('any event comes through signature, encryption and parser as it was', () => {
  fc.assert(
    fc.property(anyEvent, format, encryptedMode, (event, pushFormat, mode) => {
      expect(understandEvent(deliveryOf(event, pushFormat, mode))).toEqual({ kind: 'event', event });
    }),
    fuzzRuns,
  );
});

describe('any mutation is refused, or leaves the event as it was', () => {
  test('of an encrypted push’s body', () => {
    fc.assert(
      fc.property(anyEvent, format, encryptedMode, anyMutation, (event, pushFormat, mode, mutate) => {
        const delivery = deliveryOf(event, pushFormat, mode);
        const body = mutate(Buffer.from(delivery.body ?? '', 'base64')).toString('base64');
        expectRefusedOrSame(event, () => understandEvent({ ...delivery, body }));
      }),
      fuzzRuns,
    );
  });

  test.each(['secure', 'plain'] as const)('of a %s push’s query', (mode) => {
    const encryption = mode === 'plain' ? 'off' : 'required';
    fc.assert(
      fc.property(anyEvent, format, anyQueryMutation, (event, pushFormat, mutate) => {
        const delivery = deliveryOf(event, pushFormat, mode);
        const rawQueryString = mutate(delivery.rawQueryString);
        expectRefusedOrSame(event, () => understandEvent({ ...delivery, rawQueryString }, { encryption }));
      }),
      fuzzRuns,
    );
  });
});

function expectRefusedOrSame(event: WeixinEvent, read: () => Read): void {
  try {
    expect(read()).toEqual({ kind: 'event', event });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
  }
}

type Mutation = (bytes: Buffer) => Buffer;

/** Changes bytes at a place given as a share of the length. */
const anyMutation: fc.Arbitrary<Mutation> = fc
  .tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat({ max: 40 }),
    fc.oneof(
      fc.uint8Array({ maxLength: 20 }),
      fc.constantFrom('<Encrypt>', '</xml>', '<!--', '"', ' ', '=').map((text) => Buffer.from(text)),
    ),
  )
  .map(([place, removed, inserted]) => (bytes) => {
    const at = Math.floor(place * bytes.length);
    return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + removed)]);
  });

const parameterMutations: readonly ((parameters: string[], at: number) => string[])[] = [
  (parameters, at) => parameters.toSpliced(at, 1),
  (parameters, at) => [...parameters, ...parameters.slice(at, at + 1)],
  (parameters, at) => parameters.with(at, `${parameters[at]}0`),
  (parameters, at) => parameters.with(at, String(parameters[at]).replace('=', '[]=')),
  (parameters, at) => parameters.with(at, String(parameters[at]).toUpperCase()),
  (parameters) => parameters.toReversed(),
  (parameters) => [...parameters, 'encrypt_type=raw'],
  (parameters) => parameters.map((parameter) => parameter.replace('encrypt_type=aes', 'encrypt_type=raw')),
];

const anyQueryMutation = fc.oneof(
  anyMutation.map((mutate) => (query: string) => mutate(Buffer.from(query)).toString()),
  fc.tuple(fc.constantFrom(...parameterMutations), fc.nat()).map(([mutate, place]) => (query: string) => {
    const parameters = query.split('&');
    return mutate(parameters, place % parameters.length).join('&');
  }),
);
