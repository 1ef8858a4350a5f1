import { BadRequestError } from '../reads/bad-request-error.ts';
import { asError, logger } from '../runtime/telemetry.ts';
import { plainAnswer, type ReaderAnswer } from './answer.ts';
import { ForeignRequestError, NothingThereError, NotInScopeError, NotOpenError } from './refusals.ts';

const statuses = new Map<unknown, number>([
  [NotOpenError, 401],
  [ForeignRequestError, 403],
  [NotInScopeError, 403],
  [NothingThereError, 404],
]);

/** The answer to who gets none: a wrong question is told what is wrong with it, nobody else is told anything. */
export function answerFailure(error: unknown): ReaderAnswer {
  if (error instanceof BadRequestError) return plainAnswer(400, error.message);
  const status = statuses.get(asError(error).constructor);
  if (status !== undefined) return plainAnswer(status);
  logger.error('not read', asError(error));
  return plainAnswer(503);
}
