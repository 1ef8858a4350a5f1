import { randomLettersAndDigits } from '../../secrets/secret-values.ts';
import { StoredSecret } from '../engines/secret-store.ts';
import type { Resolver } from '../template/resolve.ts';
import { resourcesOfType, TemplateError, type TemplateResource } from '../template/template.ts';

// Without punctuation by choice where it is not excluded: such a value keeps to either rule.
const knownRules = ['PasswordLength', 'ExcludePunctuation'];

/**
 * The template's secrets, filled as Secrets Manager fills them at a deployment.
 * @param given values for secrets, by ARN
 */
export function templateSecrets(resolver: Resolver, given: ReadonlyMap<string, string>): StoredSecret[] {
  return resourcesOfType(resolver.template, 'AWS::SecretsManager::Secret').map(([logicalId, resource]) => {
    const arn = resolver.identity(logicalId).ref;
    return new StoredSecret(arn, given.get(arn) ?? initialValue(logicalId, resource, resolver));
  });
}

function initialValue(logicalId: string, { Properties = {} }: TemplateResource, resolver: Resolver): string {
  if (Properties.SecretString !== undefined) return resolver.text(Properties.SecretString, logicalId);
  const rules = resolver.value(Properties.GenerateSecretString ?? {}) as Record<string, unknown>;
  const unknown = Object.keys(rules).filter((rule) => !knownRules.includes(rule));
  if (unknown.length > 0) throw new TemplateError(`${logicalId} is generated with ${unknown.join(', ')}`);
  return randomLettersAndDigits(Number(rules.PasswordLength ?? 32));
}
