import { inEach, type Spoken } from '../wording/language.ts';
import { targetTexts } from '../wording/target.ts';

type Text = (typeof targetTexts)['en'];
type Advice = (text: Text, message: string) => string;

/** What to do about an error of AWS's services or of the SDK, by its name. */
const byName: readonly (readonly [RegExp, Advice])[] = [
  [/^(CredentialsProvider|TokenProvider)Error$/, (text, message) => text.noCredentials(message)],
  [/^ExpiredToken|^TokenRefreshRequired/, (text) => text.expired],
  [
    /UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|InvalidToken/,
    (text, message) => text.wrongCredentials(message),
  ],
  [/AccessDenied|Unauthorized|AuthorizationError/, (text, message) => text.denied(message)],
  [/ResourceNotFound|QueueDoesNotExist|NonExistentQueue/, (text, message) => text.gone(message)],
];

/**
 * The sentence that says what AWS's refusal means and what to do, undefined for an error that is neither
 * AWS's nor the network's.
 */
export function awsAdvice(error: unknown): Spoken<string> | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, message } = error;
  if (message === 'Region is missing') return inEach(targetTexts, (text) => text.noRegion);
  const [, advice] = byName.find(([pattern]) => pattern.test(name)) ?? [];
  if (advice !== undefined) return inEach(targetTexts, (text) => advice(text, message));
  const unreachable = connectionOf(error);
  if (unreachable !== undefined) return adviceOnConnection(unreachable);
  // Every answer of a service carries it.
  if (!('$metadata' in error)) return undefined;
  return inEach(targetTexts, (text) => text.otherwise(name, message));
}

const networkCodes = /^(ECONN(REFUSED|RESET|ABORTED)|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|E(HOST|NET)UNREACH)$/;

interface FailedConnection {
  readonly code: string;
  readonly host: string;
  readonly isLoopback: boolean;
}

/** A connection that could not be made, or did not last; Node.js gathers several attempts in one error. */
function connectionOf(error: Error): FailedConnection | undefined {
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const { code, hostname, address, port }: Readonly<Record<string, unknown>> = Object(cause);
  if (typeof code !== 'string' || !networkCodes.test(code)) return undefined;
  const name = String(hostname ?? address ?? '');
  return {
    code,
    host: port === undefined ? name : `${name}:${port}`,
    isLoopback: ['127.0.0.1', '::1', 'localhost'].includes(name),
  };
}

function adviceOnConnection({ code, host, isLoopback }: FailedConnection): Spoken<string> {
  return inEach(targetTexts, (text) =>
    isLoopback ? text.localUnreachable(host, code) : text.unreachable(host || 'AWS', code),
  );
}
