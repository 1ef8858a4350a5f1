/** Why a local run cannot start, or cannot go on, in words for the person at the terminal. */
export class LocalRunError extends Error {
  override readonly name = 'LocalRunError';
}
