import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { WeixinEvent } from '../../../functions/model/event-types.ts';
import { eventNames } from '../../../functions/model/event-types.ts';
import { eventPush, fieldsPush, type Push, rawPush } from '../../../lib/weixin/push.ts';
import { formats, pushFields, render } from '../../../lib/weixin/render.ts';
import { type Changes, sampleEvent, samples } from '../../../lib/weixin/samples.ts';
import { type SigningOptions, signedPush } from '../../../lib/weixin/signed-push.ts';
import { verificationUrl } from '../../../lib/weixin/verification-url.ts';
import { emptyAnswer, logged, textAnswer } from './answers.ts';
import { type Callback, nothing, startCallback } from './callback.ts';
import { account, callbackUrl } from './understand.ts';

const someone = () => `o${randomUUID()}`;
const opened = (changes: Changes<'user_scan_product'> = {}) =>
  sampleEvent('user_scan_product', { FromUserName: someone(), ...changes });
const secure = (push: Push, options: SigningOptions = {}) => signedPush(callbackUrl, push, account, options);

let callback: Callback;

async function eventsOf(openid: string): Promise<unknown[]> {
  const { messages } = await callback.kept();
  return messages.map(({ event }) => event).filter((event) => Object(event).FromUserName === openid);
}

async function expectTaken(event: WeixinEvent, push: Push, options: SigningOptions = {}): Promise<void> {
  expect(await callback.push(secure(push, options))).toEqual(emptyAnswer(200));
  expect(await eventsOf(event.FromUserName)).toEqual([event]);
}

describe('where encryption is required', () => {
  beforeAll(async () => {
    callback = await startCallback();
  });
  afterAll(() => callback.stop());

  test.each(eventNames.flatMap((name) => formats.map((format) => [name, format] as const)))(
    '%s in %s is claimed, put on its own queue and confirmed',
    async (name, format) => {
      const event = { ...samples[name], FromUserName: someone() };
      await expectTaken(event, eventPush(event, format));
      const onItsQueue = await callback.stores.messages(callback.stores.queueUrl(name));
      expect(onItsQueue.join()).toContain(event.FromUserName);
      const { claims } = await callback.kept();
      const [claim, ...others] = claims.filter(({ FromUserName }) => FromUserName === event.FromUserName);
      expect(others).toEqual([]);
      expect(claim).toMatchObject({ event, enqueuedAt: expect.any(String), claimId: expect.any(String) });
    },
  );

  test.each<[string, Changes<'user_scan_product'>]>([
    ['a KeyStr with leading zeros', { KeyStr: '0012345678905' }],
    ['a KeyStr that looks like a number', { KeyStr: '1e5' }],
    ['a KeyStr that looks hexadecimal', { KeyStr: '0x1F' }],
    ['a KeyStandard nobody has documented', { KeyStandard: 'ena13' }],
    ['an emoji', { City: '揭阳👩‍👩‍👧🇨🇳' }],
    ['the end of a CDATA section', { ExtInfo: 'a]]>b]]>' }],
    ['markup', { ExtInfo: '<KeyStr>0</KeyStr>&amp;' }],
    ['characters SQS refuses', { ExtInfo: '\u0000\u001F\uFFFE\uFFFF' }],
    ['a very long value', { ExtInfo: '长'.repeat(15_000) }],
    ['a KeyStr longer than a DynamoDB key', { KeyStr: '9'.repeat(5000) }],
    ['the longest FromUserName', { FromUserName: '名'.repeat(512) }],
    ['a CreateTime far from the push’s own time', { CreateTime: '1' }],
  ])('%s is kept to the letter', async (_case, changes) => {
    const event = opened(changes);
    await expectTaken(event, eventPush(event));
  });

  test('a missing ExtInfo is an empty one', async () => {
    const event = opened({ ExtInfo: '' });
    const fields = new Map(pushFields(event));
    fields.delete('ExtInfo');
    await expectTaken(event, fieldsPush(fields));
  });

  test('a byte order mark does not matter', async () => {
    const event = opened();
    await expectTaken(event, rawPush(`\uFEFF${render(pushFields(event), 'xml')}`));
  });

  test('a JSON push of strings only is taken as one with numbers', async () => {
    const event = opened();
    await expectTaken(event, rawPush(JSON.stringify(Object.fromEntries(pushFields(event)))));
  });

  test('a field named __proto__ in JSON is left out like any unknown one', async () => {
    const event = opened();
    const body = render(pushFields(event), 'json').replace('{', '{"__proto__":{"KeyStr":"0"},');
    await expectTaken(event, rawPush(body));
  });

  test('a push without the query’s openid is taken', async () => {
    const event = opened();
    const { openid: _none, ...push } = eventPush(event);
    await expectTaken(event, push);
  });

  test('a push nine minutes late is taken', async () => {
    const event = opened();
    await expectTaken(event, eventPush(event), { timestamp: Math.floor(Date.now() / 1000) - 9 * 60 });
  });

  test.each([
    ['a parameter of its own', 'shop=1'],
    ['a parameter that stands twice', 'tag=a&tag=b'],
    ['a list', 'tag[]=a&tag[]=b&tag[0]=c'],
    ['a parameter named like a property of objects', '__proto__=1&__proto__=2'],
  ])('a callback URL with %s is the merchant’s affair', async (_case, own) => {
    const event = opened();
    const { url, ...signed } = secure(eventPush(event));
    expect(await callback.push({ ...signed, url: url.replace('?', `?${own}&`) })).toEqual(emptyAnswer(200));
    expect(await eventsOf(event.FromUserName)).toEqual([event]);
  });

  test('a body API Gateway hands over in base64 is taken', async () => {
    const event = opened();
    const answer = await callback.push(secure(eventPush(event)), { isBase64Encoded: true });
    expect(answer).toEqual(emptyAnswer(200));
    expect(await eventsOf(event.FromUserName)).toEqual([event]);
  });

  test('white space around the Encrypt text is not part of it', async () => {
    const event = opened();
    const { body, ...signed } = secure(eventPush(event));
    const spaced = body.toString().replace(/(<Encrypt><!\[CDATA\[)(.*)(\]\]>)/s, '$1\n $2 \n$3');
    expect(await callback.push({ ...signed, body: Buffer.from(spaced) })).toEqual(emptyAnswer(200));
    expect(await eventsOf(event.FromUserName)).toEqual([event]);
  });

  test.each(formats)('of a compatible push in %s only the decrypted text is used', async (format) => {
    const event = opened({ KeyStr: '6901481811083' });
    const { body, ...signed } = secure(eventPush(event, format), { mode: 'compatible' });
    const forged = body.toString().replace('6901481811083', '0000000000000');
    expect(forged).not.toBe(body.toString());
    expect(await callback.push({ ...signed, body: Buffer.from(forged) })).toEqual(emptyAnswer(200));
    expect(await eventsOf(event.FromUserName)).toEqual([event]);
  });

  test('the echostr comes back as it came', async () => {
    const url = verificationUrl(callbackUrl, account.token, '4375120948345356249<&"é>');
    const answer = await callback.push({ url, headers: {}, body: Buffer.alloc(0) }, { method: 'GET' });
    expect(answer).toEqual(textAnswer(200, '4375120948345356249<&"é>'));
    expect(callback.printed.at(-1)).toMatch(logged('urlVerified'));
  });

  test('a user is named in the log no further than to follow them', async () => {
    const event = opened({ FromUserName: 'okkeXs1nI-xU4ql8-5BXkv1f0gDo' });
    await expectTaken(event, eventPush(event));
    const printed = callback.printed.join('\n');
    expect(printed).toContain('okke…0gDo');
    for (const secret of [event.FromUserName, account.token, account.encodingAesKey]) {
      expect(printed).not.toContain(secret);
    }
  });
});

describe('what is no product event', () => {
  beforeAll(async () => {
    callback = await startCallback();
  });
  afterEach(async () => expect(await callback.kept()).toEqual(nothing));
  afterAll(() => callback.stop());

  const chat = { ToUserName: 'gh_1', FromUserName: 'okkeXs1nI-xU4ql8-5BXkv1f0gDo', CreateTime: '1438250110' };

  test.each([
    [
      'a chat message',
      { ...chat, MsgType: 'text', Content: 'do not keep me', MsgId: '4561255354251345929' },
      'text',
    ],
    ['a picture', { ...chat, MsgType: 'image', PicUrl: 'https://picture.example' }, 'image'],
    ['an ordinary follow', { ...chat, MsgType: 'event', Event: 'subscribe' }, 'event subscribe'],
    [
      'a follow by QR code',
      { ...chat, MsgType: 'event', Event: 'subscribe', EventKey: 'qrscene_1' },
      'event subscribe',
    ],
    ['a menu click', { ...chat, MsgType: 'event', Event: 'CLICK', EventKey: 'a|b|c' }, 'event CLICK'],
    ['an event of a strange name', { ...chat, MsgType: 'event', Event: '__proto__' }, 'event __proto__'],
    ['an event of a very long name', { ...chat, MsgType: 'event', Event: 'x'.repeat(40_000) }, 'event other'],
  ])('%s is acknowledged, logged by its type and not kept', async (_case, fields, label) => {
    const push = fieldsPush(new Map(Object.entries(fields)));
    expect(await callback.push(secure(push))).toEqual(emptyAnswer(200));
    const printed = callback.printed.join('\n');
    expect(printed).toMatch(logged('notProductEvent'));
    expect(printed).toContain(label);
    expect(printed).not.toContain('do not keep me');
  });

  test('a message of no type at all is acknowledged', async () => {
    const push = fieldsPush(new Map([['MsgType', '']]));
    expect(await callback.push(secure(push))).toEqual(emptyAnswer(200));
  });

  test('an empty push is acknowledged', async () => {
    expect(await callback.push(secure(rawPush('')))).toEqual(emptyAnswer(200));
  });
});

describe('where encryption is off', () => {
  beforeAll(async () => {
    callback = await startCallback({ variables: { WEIXIN_ENCRYPTION: 'off', WEIXIN_MAX_AGE_SECONDS: '0' } });
  });
  afterAll(() => callback.stop());

  test.each(['plain', 'compatible', 'secure'] as const)('a %s push is taken', async (mode) => {
    const event = opened();
    await expectTaken(event, eventPush(event), { mode });
  });

  test('with no limit of age an old push is taken', async () => {
    const event = opened();
    await expectTaken(event, eventPush(event), { mode: 'plain', timestamp: 1 });
  });
});
