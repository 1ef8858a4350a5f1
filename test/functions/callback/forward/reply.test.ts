import { describe, expect, test } from 'vitest';
import type { FailureReason } from '../../../../functions/callback/forward/failure.ts';
import { replyIn } from '../../../../functions/callback/forward/reply.ts';

const encryptedReply = '<xml><Encrypt><![CDATA[c2VjcmV0]]></Encrypt></xml>';

const answered = (body: string, status = 200) => ({
  status,
  contentType: 'text/xml',
  location: undefined,
  body: Buffer.from(body),
});

describe('an answer of the target', () => {
  test.each<[string, FailureReason, string, number]>([
    ['of status 201', 'status', encryptedReply, 201],
    ['of status 299', 'status', encryptedReply, 299],
    ['of status 300', 'redirect', encryptedReply, 300],
    ['of status 399', 'redirect', encryptedReply, 399],
    ['of status 400', 'status', encryptedReply, 400],
    ['that begins like XML', 'notXml', '<xml><Encrypt>1', 200],
    ['that is a text', 'notXml', 'hello', 200],
    ['that is JSON and has an Encrypt', 'notXml', '{"Encrypt":"c2VjcmV0"}', 200],
    ['with nothing in its Encrypt', 'notEncrypted', '<xml><Encrypt></Encrypt></xml>', 200],
  ])('%s is no reply: %s', (_what, reason, body, status) => {
    expect(() => replyIn(answered(body, status), 'required')).toThrow(
      expect.objectContaining({ name: reason }),
    );
  });

  test.each(['\n', ' success\n', '\uFEFFsuccess'])('%j means nothing, and nothing is said', (body) => {
    expect(replyIn(answered(body), 'required').body).toEqual(Buffer.alloc(0));
  });

  test('in clear is a reply where encryption is off', () => {
    const inClear = '<xml><Content>hi</Content></xml>';
    expect(replyIn(answered(inClear), 'off').body).toEqual(Buffer.from(inClear));
  });

  test.each(['success', '', encryptedReply])('%j is a reply as it stands', (body) => {
    expect(replyIn(answered(body), 'required')).toEqual({
      contentType: 'text/xml',
      body: Buffer.from(body),
    });
  });
});
