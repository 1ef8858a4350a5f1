import type { Spoken } from './language.ts';

/** What went wrong, as the sentence its user reads, in each language; the error's message is the English one. */
export abstract class SpokenError extends Error {
  readonly said: Spoken<string>;

  constructor(said: Spoken<string>, options?: ErrorOptions) {
    super(said.en, options);
    this.said = said;
  }
}
