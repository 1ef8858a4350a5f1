/** The command cannot be carried out as it was given. The message is the sentence its user reads. */
export class WrongUseError extends Error {
  override readonly name = 'WrongUseError';
}
