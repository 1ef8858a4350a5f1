import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plainAnswer } from '../../../../functions/reader/answer.ts';
import { requireShare, startSession } from '../../../../functions/reader/console/session.ts';
import { NotOpenError } from '../../../../functions/reader/refusals.ts';
import { readRequest } from '../../../../functions/reader/request.ts';
import { newToken } from '../../../../functions/shares/token.ts';
import { type OpenedReader, openedReader } from '../support/opened-reader.ts';
import { readerEvent } from '../support/reader-event.ts';

let opened: OpenedReader;
beforeAll(async () => {
  opened = await openedReader();
});
afterAll(() => opened?.stop());
beforeEach(() => void opened.sent.splice(0));

const start = (asked: unknown, now?: Date) => startSession(opened.reader.source, asked, now);
const under = (...cookies: string[]) =>
  requireShare(
    opened.reader.source,
    readRequest(readerEvent('GET /console/{proxy+}', '/console/api/about', { cookies })),
  );

describe('a session', () => {
  it('is a cookie of this very host, for as long as the link, for no script and no other site', async () => {
    const { token } = await opened.share({ validUntil: new Date('2024-02-01T01:00:00.000Z') });
    expect(await start({ token }, new Date('2024-02-01T00:00:00.400Z'))).toEqual({
      ...plainAnswer(204),
      cookie: `__Host-share=${token}; Path=/; Max-Age=3599; Secure; HttpOnly; SameSite=Strict`,
    });
  });

  it('begins now', async () => {
    const { token } = await opened.share({ validUntil: new Date(Date.now() - 1) });
    await expect(start({ token })).rejects.toThrow(NotOpenError);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['no token', {}],
    ['a text', newToken()],
    ['a token in a list', { token: [newToken()] }],
    ['what is too short', { token: 'x'.repeat(42) }],
  ])('is not even looked for where %s is brought', async (_what, asked) => {
    await expect(start(asked)).rejects.toThrow(NotOpenError);
    expect(opened.sent).toEqual([]);
  });

  it('is opened by no token that nobody made', async () => {
    await expect(start({ token: newToken() })).rejects.toThrow(NotOpenError);
    expect(opened.sent).toEqual(['GetItemCommand']);
  });
});

describe('a request', () => {
  it('is under the link whose cookie it brings, among others', async () => {
    const { token, share } = await opened.share();
    expect(await under('other=1', `__Host-share=${token}`, 'share=2')).toEqual(share);
  });

  it.each<[string, (token: string) => readonly string[]]>([
    ['without a cookie', () => []],
    ['with a cookie of another name', (token) => [`share=${token}`]],
    ['with a cookie whose name begins like ours', (token) => [`__Host-share2=${token}`]],
    ['with a cookie whose value ends like ours', (token) => [`x=${token}__Host-share=`]],
    ['with ours in quotes', (token) => [`__Host-share="${token}"`]],
    ['with ours twice', (token) => [`__Host-share=${token}`, `__Host-share=${token}`]],
    ['with another one in front of ours', (token) => ['__Host-share=', `__Host-share=${token}`]],
  ])('%s is under none, and costs no read', async (_case, cookies) => {
    const { token } = await opened.share();
    await expect(under(...cookies(token))).rejects.toThrow(NotOpenError);
    expect(opened.sent).toEqual([]);
  });
});
