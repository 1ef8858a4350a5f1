import { SpokenError } from '../wording/spoken-error.ts';

/** There is no receiver to work on, or it cannot be reached. */
export class TargetError extends SpokenError {
  override readonly name = 'TargetError';
}
