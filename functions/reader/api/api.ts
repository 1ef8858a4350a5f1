import { readVisit } from '../../insights/visit.ts';
import { readParameters } from '../../reads/parameter.ts';
import { productOf } from '../../reads/parameters.ts';
import { jsonAnswer } from '../../web/json-answer.ts';
import type { ReaderAnswer } from '../answer.ts';
import type { Reader } from '../reader.ts';
import { ForeignRequestError, NothingThereError } from '../refusals.ts';
import type { ReaderRequest } from '../request.ts';
import { visitQuestion } from './visit-question.ts';

/** Answers a system that signs with AWS credentials: the reports' JSON, and whether somebody was at a product. */
export async function answerApi(reader: Reader, request: ReaderRequest): Promise<ReaderAnswer> {
  // API Gateway lets nobody else through; a route that lost its authorizer must not open this.
  if (!request.isSigned) throw new ForeignRequestError('not signed');
  return jsonAnswer(await answerTo(reader, request), request.headers);
}

async function answerTo(reader: Reader, { path, query }: ReaderRequest): Promise<unknown> {
  if (path === 'visit') {
    const { openid, within, ...product } = readParameters(query, visitQuestion.parameters);
    return readVisit(reader.source, openid, productOf(product), within);
  }
  if (!Object.hasOwn(reader.reads, path)) throw new NothingThereError(path);
  return reader.reads[path as keyof typeof reader.reads].read(query);
}
