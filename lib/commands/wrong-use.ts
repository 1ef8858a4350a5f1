import { SpokenError } from '../wording/spoken-error.ts';

/** The command cannot be carried out as it was given. */
export class WrongUseError extends SpokenError {
  override readonly name = 'WrongUseError';
}
