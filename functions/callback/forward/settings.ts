import { ConfigurationError, readEnvironment } from '../../runtime/environment.ts';
import { forwardVariables, loopbackVariable } from './environment.ts';
import type { Target } from './target.ts';

/** Which pushes are forwarded: what is no product event, or product events too. */
export const forwardChoices = ['others', 'all'] as const;

/** What Weixin gets where the target fails: an empty 200, or what makes it push again. */
export const failureChoices = ['acknowledge', 'retry'] as const;

export interface ForwardSettings {
  readonly target: Target;
  readonly what: (typeof forwardChoices)[number];
  readonly onFailure: (typeof failureChoices)[number];
}

/**
 * The settings of forwarding, from an environment that has a FORWARD_URL.
 * @throws {ConfigurationError} naming every setting that is wrong, and no value
 */
export async function readForwardSettings(
  source: Readonly<Record<string, string | undefined>> = process.env,
): Promise<ForwardSettings> {
  const environment = readEnvironment(forwardVariables, source);
  // Loaded here, so that whoever forwards nothing does not wait for it.
  const { readTarget, TargetUrlError } = await import('./target.ts');
  const what = forwardChoices.find((choice) => choice === environment.FORWARD);
  const onFailure = failureChoices.find((choice) => choice === environment.FORWARD_ON_FAILURE);
  const problems = [
    ...(what ? [] : [`FORWARD is ${forwardChoices.join(' or ')}`]),
    ...(onFailure ? [] : [`FORWARD_ON_FAILURE is ${failureChoices.join(' or ')}`]),
  ];
  try {
    const target = readTarget(environment.FORWARD_URL, { loopback: source[loopbackVariable] !== undefined });
    if (what && onFailure) return { target, what, onFailure };
  } catch (error) {
    if (!(error instanceof TargetUrlError)) throw error;
    problems.push(`FORWARD_URL is ${error.message}`);
  }
  throw new ConfigurationError(problems.join('; '));
}
