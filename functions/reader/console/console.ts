import { today } from '../../model/day.ts';
import type { Share } from '../../model/shares.ts';
import type { InsightsAbout } from '../../reads/about.ts';
import { BadRequestError } from '../../reads/bad-request-error.ts';
import { noteUse } from '../../shares/shares.ts';
import { jsonAnswer } from '../../web/json-answer.ts';
import { pageFileAnswer } from '../../web/page-file.ts';
import type { ReaderAnswer } from '../answer.ts';
import type { Reader } from '../reader.ts';
import { NothingThereError, NotInScopeError } from '../refusals.ts';
import type { ReaderRequest } from '../request.ts';
import { requireNoEmbedding, requireOwnPage, requireOwnPagePosting } from './own-page.ts';
import { requireShare, startSession } from './session.ts';

const dataPath = 'api/';

/** Answers a GET: a file of the page to anybody, data to whoever has a link. */
export async function answerConsole(reader: Reader, request: ReaderRequest): Promise<ReaderAnswer> {
  if (request.path.startsWith(dataPath)) {
    requireOwnPage(request);
    return answerShared(reader, request, (share) => read(reader, request, share));
  }
  requireNoEmbedding(request);
  const file = reader.page().get(request.path);
  if (file === undefined) throw new NothingThereError(request.path);
  return pageFileAnswer(file, request.headers);
}

/** Answers a POST of the page: what it asks with a body. */
export async function answerConsolePost(reader: Reader, request: ReaderRequest): Promise<ReaderAnswer> {
  requireOwnPagePosting(request);
  const asked = jsonIn(request);
  return answerShared(reader, request, async () => {
    if (request.path !== `${dataPath}trends`) throw new NothingThereError(request.path);
    return reader.trends(asked);
  });
}

/** Answers who brings a link's token. */
export async function answerSession(reader: Reader, request: ReaderRequest): Promise<ReaderAnswer> {
  requireOwnPagePosting(request);
  return startSession(reader.source, jsonIn(request));
}

async function answerShared(
  reader: Reader,
  request: ReaderRequest,
  answer: (share: Share) => Promise<unknown>,
): Promise<ReaderAnswer> {
  const share = await requireShare(reader.source, request);
  const [value] = await Promise.all([
    answer(share),
    reader.attempt(noteUse(reader.source, share, day(reader))),
  ]);
  return jsonAnswer(value, request.headers);
}

async function read(reader: Reader, { path, query }: ReaderRequest, share: Share): Promise<unknown> {
  const name = path.slice(dataPath.length);
  if (name === 'about') return about(reader, share);
  const found = Object.hasOwn(reader.reads, name)
    ? reader.reads[name as keyof typeof reader.reads]
    : undefined;
  if (found === undefined) throw new NothingThereError(path);
  if (found.tells === 'people' && share.scope !== 'people') throw new NotInScopeError(name);
  return found.read(query);
}

function about(reader: Reader, { name, scope, validUntil }: Share): InsightsAbout {
  const { stackName, timeZone } = reader;
  return { stack: stackName, timeZone, today: day(reader), share: { name, scope, validUntil } };
}

function day({ timeZone }: Reader): string {
  return today(timeZone);
}

/** A form of another site can post text; only a script that asked first can post JSON. */
function jsonIn({ headers, body }: ReaderRequest): unknown {
  if (headers['content-type'] !== 'application/json') throw new BadRequestError('JSON is expected');
  try {
    return JSON.parse(body);
  } catch {
    throw new BadRequestError('not JSON');
  }
}
