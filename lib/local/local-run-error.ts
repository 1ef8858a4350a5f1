import { inEach } from '../wording/language.ts';
import { type LocalRunText, localRunTexts } from '../wording/local-run.ts';
import { SpokenError } from '../wording/spoken-error.ts';

/** Why a local run cannot start, or cannot go on, in words for the person at the terminal. */
export class LocalRunError extends SpokenError {
  override readonly name = 'LocalRunError';

  constructor(say: (text: LocalRunText) => string, options?: ErrorOptions) {
    super(inEach(localRunTexts, say), options);
  }
}
