import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { plainAnswer } from '../../../functions/reader/answer.ts';
import { answerFailure } from '../../../functions/reader/failure.ts';
import {
  ForeignRequestError,
  NothingThereError,
  NotInScopeError,
  NotOpenError,
} from '../../../functions/reader/refusals.ts';
import { UnknownRouteError } from '../../../functions/reader/request.ts';
import { BadRequestError } from '../../../functions/reads/bad-request-error.ts';
import { logger } from '../../../functions/runtime/telemetry.ts';

const logged = vi.fn();
beforeEach(() => {
  logged.mockReset();
  vi.spyOn(logger, 'error').mockImplementation(logged);
});
afterEach(() => {
  vi.restoreAllMocks();
});

test.each([
  [new NotOpenError('which link'), 401],
  [new ForeignRequestError('from where'), 403],
  [new NotInScopeError('what'), 403],
  [new NothingThereError('where'), 404],
])('who meets a %s is told nothing beside %i, and nobody has to know', (refusal, status) => {
  expect(answerFailure(refusal)).toEqual(plainAnswer(status));
  expect(logged).not.toHaveBeenCalled();
});

test('who asks wrongly is told what is wrong', () => {
  expect(answerFailure(new BadRequestError('from is a day'))).toEqual(plainAnswer(400, 'from is a day'));
  expect(logged).not.toHaveBeenCalled();
});

test.each([
  ['the tables do not answer', new Error('socket hang up')],
  ['the stack made a route that is not the reader’s', new UnknownRouteError('GET /other')],
])('where %s, nobody is told anything, and the log says why', (_why, error) => {
  expect(answerFailure(error)).toEqual(plainAnswer(503));
  expect(logged).toHaveBeenCalledWith('not read', error);
});

test('what is thrown and is no error is a failure too', () => {
  expect(answerFailure('thrown')).toEqual(plainAnswer(503));
  expect(logged).toHaveBeenCalledWith('not read', new Error('thrown'));
});
