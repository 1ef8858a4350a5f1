import { readVisit } from '../../insights/visit.ts';
import { retentionDays } from '../../model/events-table.ts';
import { BadRequestError } from '../../reads/bad-request-error.ts';
import { productOf, textOf } from '../../reads/parameters.ts';
import { jsonAnswer } from '../../web/json-answer.ts';
import type { ReaderAnswer } from '../answer.ts';
import type { Reader } from '../reader.ts';
import { ForeignRequestError, NothingThereError } from '../refusals.ts';
import type { ReaderRequest } from '../request.ts';

const longestWithin = retentionDays * 24 * 60 * 60;

/** Answers a system that signs with AWS credentials: the reports' JSON, and whether somebody was at a product. */
export async function answerApi(reader: Reader, request: ReaderRequest): Promise<ReaderAnswer> {
  // API Gateway lets nobody else through; a route that lost its authorizer must not open this.
  if (!request.isSigned) throw new ForeignRequestError('not signed');
  return jsonAnswer(await answerTo(reader, request), request.headers);
}

async function answerTo(reader: Reader, { path, query }: ReaderRequest): Promise<unknown> {
  if (path === 'visit') {
    return readVisit(reader.source, textOf(query, 'openid'), productOf(query), withinOf(query));
  }
  if (!Object.hasOwn(reader.reads, path)) throw new NothingThereError(path);
  return reader.reads[path as keyof typeof reader.reads].read(query);
}

function withinOf(query: URLSearchParams): number {
  const text = textOf(query, 'within');
  const seconds = Number(text);
  if (!/^\d{1,7}$/.test(text) || seconds < 1 || seconds > longestWithin) {
    throw new BadRequestError(`within is a number of seconds from 1 to ${longestWithin}`);
  }
  return seconds;
}
