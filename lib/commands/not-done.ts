import { SpokenError } from '../wording/spoken-error.ts';

/** The command was carried out and achieved nothing of what it was asked for. */
export class NotDoneError extends SpokenError {
  override readonly name = 'NotDoneError';
}
