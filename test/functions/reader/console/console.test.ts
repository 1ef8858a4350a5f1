import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { addDays, today } from '../../../../functions/model/day.ts';
import {
  answerConsole,
  answerConsolePost,
  answerSession,
} from '../../../../functions/reader/console/console.ts';
import {
  ForeignRequestError,
  NothingThereError,
  NotInScopeError,
  NotOpenError,
} from '../../../../functions/reader/refusals.ts';
import { readRequest } from '../../../../functions/reader/request.ts';
import { BadRequestError } from '../../../../functions/reads/bad-request-error.ts';
import { logger } from '../../../../functions/runtime/telemetry.ts';
import { listShares } from '../../../../functions/shares/shares.ts';
import { type OpenedReader, openedReader, script } from '../support/opened-reader.ts';
import { domainName, type ReaderAsking, readerEvent } from '../support/reader-event.ts';

const openid = 'okkeXs1nI-xU4ql8-0123456789a';
const foreign = { 'sec-fetch-site': 'cross-site' };
const posting = { origin: `https://${domainName}`, 'content-type': 'application/json' };

let opened: OpenedReader;
const cookies: Record<'numbers' | 'people', string[]> = { numbers: [], people: [] };
beforeAll(async () => {
  opened = await openedReader();
  for (const scope of ['numbers', 'people'] as const) {
    cookies[scope] = [`__Host-share=${(await opened.share({ scope })).token}`];
  }
});
afterAll(() => opened?.stop());
afterEach(() => opened.failing.clear());

const get = (path: string, asking: ReaderAsking = {}) =>
  answerConsole(opened.reader, readRequest(readerEvent('GET /console/{proxy+}', `/console/${path}`, asking)));
const post = (path: string, asking: ReaderAsking) =>
  answerConsolePost(
    opened.reader,
    readRequest(readerEvent('POST /console/{proxy+}', `/console/${path}`, { headers: posting, ...asking })),
  );
const told = ({ body }: { readonly body: Uint8Array }) => JSON.parse(Buffer.from(body).toString());

describe('a file of the page', () => {
  it('is given to anybody, as they can read it, and no table is asked', async () => {
    opened.sent.length = 0;
    const answer = await get('page-abc.js', { headers: { 'accept-encoding': 'gzip' } });
    expect(answer).toMatchObject({ status: 200, headers: { 'content-encoding': 'gzip' } });
    expect(answer.body).toEqual(script.encoded.gzip);
    expect(opened.sent).toEqual([]);
  });

  it('is embedded nowhere', async () => {
    await expect(get('page-abc.js', { headers: foreign })).rejects.toThrow(ForeignRequestError);
  });

  it('that nobody made is not there', async () => {
    await expect(get('files.json')).rejects.toThrow(NothingThereError);
  });
});

describe('who brings a link', () => {
  it('is told whose it is and what day it is in the shop', async () => {
    const { token, share } = await opened.share({ name: '总店', scope: 'people' });
    const answer = await get('api/about', { cookies: [`__Host-share=${token}`] });
    expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    expect(told(answer)).toEqual({
      stack: 'Shop',
      timeZone: 'Asia/Shanghai',
      today: today('Asia/Shanghai'),
      share: { name: '总店', scope: 'people', validUntil: share.validUntil },
    });
  });

  it('is not told again what the page has already', async () => {
    const { etag = '' } = (await get('api/products', { cookies: cookies.numbers })).headers;
    const again = await get('api/products', { cookies: cookies.numbers, headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  it('reads what the query asks', async () => {
    const day = addDays(today('Asia/Shanghai'), -1);
    const query = `from=${day}&to=${day}`;
    expect(told(await get('api/account', { cookies: cookies.numbers, query }))).toMatchObject({ days: [] });
    await expect(get('api/account', { cookies: cookies.numbers, query: `from=${day}` })).rejects.toThrow(
      new BadRequestError('to is missing: it is a day, YYYY-MM-DD.'),
    );
  });

  it('sees a person where it shows people, and otherwise not even whether the question was right', async () => {
    const query = `openid=${openid}`;
    expect(told(await get('api/user', { cookies: cookies.people, query }))).toMatchObject({ openid });
    await expect(get('api/user', { cookies: cookies.numbers, query })).rejects.toThrow(NotInScopeError);
    await expect(get('api/user', { cookies: cookies.numbers })).rejects.toThrow(NotInScopeError);
  });

  it.each(['constructor', '__proto__', 'hasOwnProperty', 'about/', 'visit', ''])(
    'finds nothing under "%s"',
    async (name) => {
      await expect(get(`api/${name}`, { cookies: cookies.people })).rejects.toThrow(NothingThereError);
    },
  );

  it('has it noted on which day', async () => {
    const { token, share } = await opened.share();
    await get('api/about', { cookies: [`__Host-share=${token}`] });
    const noted = (await listShares(opened.stores)).find(({ id }) => id === share.id);
    expect(noted?.lastUsedOn).toBe(today('Asia/Shanghai'));
  });

  it('is answered where that cannot be noted, which the log says', async () => {
    const { token } = await opened.share();
    const warn = vi.spyOn(logger, 'warn').mockReturnValue();
    opened.failing.add('UpdateItemCommand');
    expect(await get('api/about', { cookies: [`__Host-share=${token}`] })).toMatchObject({ status: 200 });
    expect(warn).toHaveBeenCalledWith('not noted', new Error('UpdateItemCommand is not answered'));
    warn.mockRestore();
  });
});

describe('data is given neither', () => {
  it('to who brings no link, whatever they ask', async () => {
    for (const path of ['api/about', 'api/nothing']) await expect(get(path)).rejects.toThrow(NotOpenError);
    await expect(post('api/trends', { body: '{}' })).rejects.toThrow(NotOpenError);
  });

  it('nor to another site’s page that has the cookie', async () => {
    const asking = { cookies: cookies.people, headers: foreign };
    await expect(get('api/about', asking)).rejects.toThrow(ForeignRequestError);
    const headers = { ...posting, origin: 'https://evil.example' };
    const posted = { cookies: cookies.people, headers, body: '{"products":[]}' };
    await expect(post('api/trends', posted)).rejects.toThrow(ForeignRequestError);
  });
});

describe('a post', () => {
  const known = { keyStandard: 'ean13', keyStr: '0012345678905' };

  it('is answered with how products went', async () => {
    const body = JSON.stringify({ products: [known] });
    const { trends } = told(await post('api/trends', { cookies: cookies.numbers, body }));
    expect(trends).toEqual([Array.from({ length: 14 }, () => 0)]);
  });

  it('of anything else finds nothing', async () => {
    const asking = { cookies: cookies.people, body: '{"products":[]}' };
    await expect(post('api/try', asking)).rejects.toThrow(NothingThereError);
    await expect(post('trends', asking)).rejects.toThrow(NothingThereError);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; x', ''])(
    'as a form makes it, of type "%s", is refused',
    async (type) => {
      const headers = { ...posting, 'content-type': type };
      await expect(
        post('api/trends', { cookies: cookies.people, headers, body: '{"products":[]}' }),
      ).rejects.toThrow(new BadRequestError('JSON is expected'));
    },
  );

  it('of what is no JSON is refused', async () => {
    await expect(post('api/trends', { cookies: cookies.people, body: '{' })).rejects.toThrow(
      new BadRequestError('not JSON'),
    );
  });
});

describe('a session', () => {
  const session = (asking: ReaderAsking) =>
    answerSession(
      opened.reader,
      readRequest(readerEvent('POST /console/api/session', '/console/api/session', asking)),
    );

  it('is given to the page that brings a link’s token, and to no other page', async () => {
    const { token } = await opened.share();
    const body = JSON.stringify({ token });
    const { status, cookie } = await session({ headers: posting, body });
    expect([status, cookie?.slice(0, 56)]).toEqual([204, `__Host-share=${token}`]);
    await expect(session({ headers: { ...posting, origin: 'https://evil.example' }, body })).rejects.toThrow(
      ForeignRequestError,
    );
  });
});
