import { SpokenError } from '../wording/spoken-error.ts';

/** The rotation asked for does not fit what is under way. */
export class RotationError extends SpokenError {
  override readonly name = 'RotationError';
}
