import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldsPush, rawPush } from '../../../lib/weixin/push.ts';
import { pushFields, render } from '../../../lib/weixin/render.ts';
import { samples } from '../../../lib/weixin/samples.ts';
import { signedPush } from '../../../lib/weixin/signed-push.ts';
import { emptyAnswer, logged } from './answers.ts';
import { type Callback, startCallback } from './callback.ts';
import { account, callbackUrl } from './understand.ts';

let callback: Callback;

beforeAll(async () => {
  callback = await startCallback();
});
afterAll(() => callback.stop());

const opened = pushFields(samples.user_scan_product);
const xml = render(opened, 'xml');
const without = (field: string) => new Map([...opened].filter(([name]) => name !== field));

/** A chat message as Weixin writes it: whatever the follower wrote, in one section. */
function chat(content: string | Uint8Array): Buffer {
  const front = render(new Map([...[...opened].slice(0, 3), ['MsgType', 'text']]), 'xml').replace(
    '</xml>',
    '',
  );
  const parts = [`${front}<Content><![CDATA[`, content, ']]></Content></xml>'];
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

describe('inside valid encryption', () => {
  test.each<[string, string]>([
    ['no KeyStr', render(without('KeyStr'), 'xml')],
    ['no FromUserName', render(without('FromUserName'), 'json')],
    ['a CreateTime of 1e5', xml.replace('1438250110', '1e5')],
    ['a CreateTime of eleven digits', xml.replace('1438250110', '14382501100')],
    ['no CreateTime', render(without('CreateTime'), 'xml')],
    [
      'a KeyStr that is no string or safe number',
      render(opened, 'json').replace('"6901481811083"', '90071992547409931'),
    ],
    [
      'a follow without its product',
      render(new Map([...pushFields(samples.subscribe), ['EventKey', 'scanbarcode|ean13|']]), 'xml'),
    ],
    [
      'a review without its result',
      render(new Map([...pushFields(samples.user_scan_product_verify_action), ['Result', '']]), 'xml'),
    ],
    ['a DOCTYPE', `<!DOCTYPE xml [<!ENTITY k "1">]>${xml}`],
    [
      'a DOCTYPE disguised as a comment',
      xml.replace('<xml>', '<xml a="<!--"><!DOCTYPE xml [<!ENTITY k "1">]>-->'),
    ],
    ['two Event elements', xml.replace('</xml>', '<Event>subscribe</Event></xml>')],
    ['an element named __proto__', xml.replace('</xml>', '<__proto__>1</__proto__></xml>')],
    ['an unclosed element', xml.replace('</KeyStr>', '')],
    ['broken JSON', render(opened, 'json').slice(0, -1)],
    ['plain text', 'user_scan_product 揭阳 \u0000\uFFFF'],
    ['64 KB of tags, as much as fits', `<xml>${'<a>'.repeat(15_000)}<Event>subscribe</Event>`],
    ['two members of one name', render(opened, 'json').replace('{', '{"KeyStr":"1",')],
  ])('%s is kept raw, and acknowledged', async (_case, raw) => {
    const before = await callback.kept();
    expect(await callback.push(signedPush(callbackUrl, rawPush(raw), account))).toEqual(emptyAnswer(200));
    const { quarantined, ...rest } = await callback.kept();
    expect(quarantined.slice(before.quarantined.length)).toEqual([
      { receivedAt: expect.any(String), reason: expect.any(String), raw, encoding: 'utf8' },
    ]);
    expect(rest).toEqual({ messages: before.messages, claims: before.claims });
  });

  test('what is not UTF-8 is kept in base64', async () => {
    const body = Buffer.concat([Buffer.from(xml), Buffer.from([0xff, 0xc0, 0x80])]);
    expect(await callback.push(signedPush(callbackUrl, rawPush(body), account))).toEqual(emptyAnswer(200));
    const { quarantined } = await callback.kept();
    expect(quarantined).toContainEqual(
      expect.objectContaining({ raw: body.toString('base64'), encoding: 'base64', reason: 'not UTF-8' }),
    );
  });

  test.each<[string, string | Buffer]>([
    ['a chat message that is not well-formed', chat('<order><status><![CDATA[paid]]></status></order>')],
    ['a chat message cut inside a character', chat(Buffer.from([0xe6, 0xb8]))],
    ['a chat message that forges an event', chat(`]]></Content></xml>${xml}<xml><Content><![CDATA[`)],
    ['what names no event', 'hello, \u0000'],
  ])('%s is neither kept nor an event, and acknowledged', async (_case, raw) => {
    const before = await callback.kept();
    expect(await callback.push(signedPush(callbackUrl, rawPush(raw), account))).toEqual(emptyAnswer(200));
    expect(await callback.kept()).toEqual(before);
    expect(callback.printed.at(-1)).toContain('notProductEvent');
  });

  test('the log says why, and not what was pushed', async () => {
    const push = fieldsPush(new Map([...without('KeyStr'), ['ExtInfo', 'do not print me']]));
    await callback.push(signedPush(callbackUrl, push, account));
    expect(callback.printed.join('\n')).toMatch(logged('quarantined'));
    expect(callback.printed.join('\n')).toContain('user_scan_product without KeyStr');
    expect(callback.printed.join('\n')).not.toContain('do not print me');
  });
});
