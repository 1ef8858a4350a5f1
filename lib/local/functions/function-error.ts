/** What an invocation ends with where the function did not answer: Lambda's `errorType` and `errorMessage`. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  readonly errorType: string;

  constructor(errorType: string, errorMessage: string, options?: ErrorOptions) {
    super(`${errorType}: ${errorMessage}`, options);
    this.errorType = errorType;
  }
}
