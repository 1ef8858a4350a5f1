import type { Statement } from './role-policies.ts';

/** A single action on a single resource. */
export interface Permission {
  /** Such as `dynamodb:PutItem`. */
  readonly action: string;
  /** The resource's ARN. */
  readonly resource: string;
  /** The partition key of the item it is done to, where the call names one. */
  readonly leadingKey?: string;
}

export type Decision = 'allowed' | 'denied explicitly' | 'not allowed';

/** IAM's rule for identity-based policies: what is not allowed is denied, and a Deny beats every Allow. */
export function evaluate(statements: readonly Statement[], permission: Permission): Decision {
  const effects = statements
    .filter((statement) => applies(statement, permission))
    .map(({ effect }) => effect);
  if (effects.includes('Deny')) return 'denied explicitly';
  return effects.includes('Allow') ? 'allowed' : 'not allowed';
}

function applies(
  { actions, resources, leadingKeys }: Statement,
  { action, resource, leadingKey }: Permission,
): boolean {
  if (leadingKeys && !(leadingKey !== undefined && leadingKeys.includes(leadingKey))) return false;
  return (
    actions.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
    resources.some((pattern) => matches(pattern, resource))
  );
}

/** Each pattern of a template is asked about at every call. */
const expressions = new Map<string, RegExp>();

/** Whether a text fits a pattern of IAM's, where `*` is any text and `?` any one character. */
export function matches(pattern: string, text: string): boolean {
  const expression = expressions.get(pattern) ?? expressionOf(pattern);
  expressions.set(pattern, expression);
  return expression.test(text);
}

function expressionOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}
