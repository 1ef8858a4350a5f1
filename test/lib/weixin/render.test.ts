import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify } from '../../../functions/callback/read/classify.ts';
import { parse } from '../../../functions/callback/read/parse.ts';
import { eventNames } from '../../../functions/model/event-types.ts';
import { formats, pushFields, render } from '../../../lib/weixin/render.ts';
import { sampleEvent, samples } from '../../../lib/weixin/samples.ts';
import { tries } from '../../support/length.ts';
import { anyEvent } from './any-event.ts';
import { publishedPush } from './published.ts';

describe.each(eventNames)('%s', (name) => {
  const published = publishedPush(name);
  const body = render(pushFields(samples[name]), 'xml');

  test('renders as the published sample but for white space between elements', () => {
    expect(body.replaceAll(/>\s+</g, '><')).toBe(published.trim().replaceAll(/>\s+</g, '><'));
  });

  test('has in JSON the fields it has in XML', () => {
    expect(parse(render(pushFields(samples[name]), 'json'))).toEqual(parse(body));
  });
});

test.each(formats)('any product event comes back from %s', (format) => {
  fc.assert(
    fc.property(anyEvent, (event) => {
      expect(classify(parse(render(pushFields(event), format)))).toEqual({ kind: 'event', event });
    }),
    tries(),
  );
});

describe('a follow', () => {
  test('without ExtInfo has an EventKey of three parts', () => {
    expect(pushFields(samples.subscribe).get('EventKey')).toBe('scanbarcode|keystandard|keystr');
  });

  test('with ExtInfo has it as the fourth part, bars and all', () => {
    const event = sampleEvent('subscribe', { Scene: 'scanimage', KeyStandard: 'ean13', ExtInfo: 'a|b' });
    expect(pushFields(event).get('EventKey')).toBe('scanimage|ean13|keystr|a|b');
  });
});

describe('XML', () => {
  test('splits the end of a CDATA section over two', () => {
    expect(render(new Map([['ExtInfo', 'a]]>b']]), 'xml')).toBe(
      '<xml>\n<ExtInfo><![CDATA[a]]]]><![CDATA[>b]]></ExtInfo>\n</xml>',
    );
  });

  test.each([
    ['Sex', '1', '<Sex>1</Sex>'],
    ['Sex', 'male', '<Sex><![CDATA[male]]></Sex>'],
    ['CreateTime', '', '<CreateTime><![CDATA[]]></CreateTime>'],
    ['KeyStr', '123', '<KeyStr><![CDATA[123]]></KeyStr>'],
  ])('%s of "%s" is %s', (name, value, element) => {
    expect(render(new Map([[name, value]]), 'xml')).toBe(`<xml>\n${element}\n</xml>`);
  });
});

describe('JSON', () => {
  test.each([
    ['CreateTime', '1438250110', '{"CreateTime":1438250110}'],
    ['Scene', '2', '{"Scene":2}'],
    ['Scene', '02', '{"Scene":"02"}'],
    ['CreateTime', '12345678901234567890', '{"CreateTime":"12345678901234567890"}'],
    ['KeyStr', '6901481811083', '{"KeyStr":"6901481811083"}'],
    ['__proto__', 'x', '{"__proto__":"x"}'],
  ])('%s of "%s" is %s', (name, value, body) => {
    expect(render(new Map([[name, value]]), 'json')).toBe(body);
  });
});
