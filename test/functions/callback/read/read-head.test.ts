import { describe, expect, test } from 'vitest';
import { readHead } from '../../../../functions/callback/read/read-head.ts';

const head = (text: string) => Object.fromEntries(readHead(text));
const first = { ToUserName: 'gh' };
const two = { ...first, FromUserName: 'o' };

describe('the head of a push in XML', () => {
  const elements = '<ToUserName>gh</ToUserName><FromUserName><![CDATA[o]]></FromUserName>';

  test.each([
    ['alone', `<xml>${elements}`, two],
    ['behind white space', ` \r\n\t<xml>${elements}`, two],
    ['behind a declaration', `<?xml version="1.0"?><xml>${elements}`, two],
    ['behind a declaration and white space', `\n<?xml version="1.0"?> \n <xml>${elements}`, two],
    ['with white space in it', `<xml>\r\n ${elements.replace('><F', '>\n\t<F')}`, two],
    ['up to what is none of it', `<xml>${elements}<Content>x</Content><CreateTime>1</CreateTime>`, two],
    ['up to what stands out of order', `<xml>${elements}<MsgType>text</MsgType>`, two],
    ['up to what has no end', '<xml><ToUserName>gh</ToUserName><FromUserName>o', first],
    ['not where a comment stands in front', `<!-- --><xml>${elements}`, {}],
    ['not where text stands in front', `x<xml>${elements}`, {}],
    ['not behind text in front of a declaration', `x<?xml version="1.0"?><xml>${elements}`, {}],
    ['not where a declaration has no end', `<?xml version="1.0"><xml>${elements}`, {}],
    ['not where the root is another', `<html>${elements}`, {}],
  ])('is read %s', (_case, text, fields) => {
    expect(head(text)).toEqual(fields);
  });
});

describe('the head of a push in JSON', () => {
  test.each([
    ['alone', '{"ToUserName":"gh","FromUserName":"o"}', two],
    ['with white space', ' \n{ \n"ToUserName" \n: \n"gh" \n, \n"FromUserName":"o" \n}', two],
    ['with a number', '{"ToUserName":"gh","FromUserName":12}', { ...first, FromUserName: '12' }],
    ['with an empty text', '{"ToUserName":"","FromUserName":"o"}', { ToUserName: '', FromUserName: 'o' }],
    ['up to what is none of it', '{"ToUserName":"gh","Content":"x","FromUserName":"o"}', first],
    ['up to what needs unescaping', '{"ToUserName":"gh","FromUserName":"\\u006f","CreateTime":1}', first],
    ['up to what is neither text nor number', '{"ToUserName":"gh","FromUserName":[],"CreateTime":1}', first],
    ['up to a fraction', '{"ToUserName":"gh","FromUserName":1.5}', first],
    ['up to what has no end', '{"ToUserName":"gh","FromUserName":"o"', first],
    ['not where text stands in front', 'x{"ToUserName":"gh"}', {}],
    ['not where it is a list', '["ToUserName","gh"]', {}],
    ['not where a name is no word', '{"To UserName":"gh"}', {}],
    ['not of nothing', '', {}],
  ])('is read %s', (_case, text, fields) => {
    expect(head(text)).toEqual(fields);
  });
});
