import { localAwsAccount } from '../account.ts';
import type { Resolver } from './resolve.ts';

/**
 * The stack's outputs by name.
 * @param apiOrigin where the HTTP API answers: it takes the place of the host API Gateway would give it
 */
export function templateOutputs(
  resolver: Resolver,
  apiId: string,
  apiOrigin: string,
): Record<string, string> {
  const { region, urlSuffix } = localAwsAccount;
  const deployedOrigin = `https://${apiId}.execute-api.${region}.${urlSuffix}`;
  const outputs = Object.entries(resolver.template.Outputs ?? {}).map(([name, { Value }]) => [
    name,
    resolver.text(Value, `the output ${name}`).replaceAll(deployedOrigin, apiOrigin),
  ]);
  return Object.fromEntries(outputs);
}
