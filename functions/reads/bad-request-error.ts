/** The page asked for something that is not there to be asked for. The message is for its developer. */
export class BadRequestError extends Error {
  override readonly name = 'BadRequestError';
}
