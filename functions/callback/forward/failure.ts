/** What was wrong with the target, in a word for the log and for the person who checks it. */
export type FailureReason =
  /** Its name stands for no address. */
  | 'unknownName'
  /** Its name stands for an address that is not on the internet. */
  | 'forbiddenAddress'
  /** Nobody answers there, or not within a second. */
  | 'unreachable'
  /** It speaks no TLS, or its certificate is not valid for its name. */
  | 'tls'
  /** It cut the connection. */
  | 'cut'
  | 'tooSlow'
  /** Following it would turn the POST into a GET. */
  | 'redirect'
  /** It answered another status than 200. */
  | 'status'
  | 'tooLarge'
  /** Its answer is nothing that Weixin takes. */
  | 'notXml'
  /** Its answer is in clear where encryption is required. */
  | 'notEncrypted';

/** The target did not answer, or nothing that could be passed on. Its name is the reason; it quotes no answer. */
export class ForwardError extends Error {
  override readonly name: FailureReason;

  constructor(reason: FailureReason, options?: ErrorOptions) {
    super(reason, options);
    this.name = reason;
  }
}

/** What a connection failed with, by the code Node.js gives the error. */
export function connectionFailure(error: unknown): ForwardError {
  if (error instanceof ForwardError) return error;
  const { name, code } = Object(error);
  return new ForwardError(reasonOf(String(name), String(code)), { cause: error });
}

function reasonOf(name: string, code: string): FailureReason {
  if (name === 'AbortError' || name === 'TimeoutError') return 'tooSlow';
  if (name === 'ForbiddenAddressError') return 'forbiddenAddress';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unknownName';
  if (code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('HPE_')) return 'cut';
  if (code === 'EPROTO' || /CERT|TLS|SSL|SIGNATURE/.test(code)) return 'tls';
  return 'unreachable';
}
