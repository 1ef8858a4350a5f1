/** The text is no push. The message says what is wrong with its form and quotes nothing of it. */
export class UnparsableError extends Error {
  override readonly name = 'UnparsableError';
}
