import type { Resolver } from '../template/resolve.ts';
import { resourcesOfType, TemplateError } from '../template/template.ts';

/** One statement of a policy; patterns may hold `*` and `?`. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** The partition keys of a table's items it is about. @default all */
  readonly leadingKeys?: readonly string[];
}

interface PolicyProperties {
  readonly PolicyDocument: { readonly Statement: readonly Readonly<Record<string, unknown>>[] };
  readonly Roles?: readonly string[];
}

interface RoleProperties {
  readonly ManagedPolicyArns?: readonly string[];
  readonly Policies?: readonly PolicyProperties[];
}

const evaluated = ['Sid', 'Effect', 'Action', 'Resource', 'Condition'];

/**
 * What the template's roles may do, by ARN of the role.
 * @throws {TemplateError} at anything that is not evaluated, since ignoring it would allow too much
 */
export function templateRoles(resolver: Resolver): Map<string, Statement[]> {
  const attached = resourcesOfType(resolver.template, 'AWS::IAM::Policy').map(
    ([, resource]) => resolver.value(resource.Properties) as PolicyProperties,
  );
  const roles = resourcesOfType(resolver.template, 'AWS::IAM::Role').map(([logicalId, resource]) => {
    const { ref, attributes } = resolver.identity(logicalId);
    const { ManagedPolicyArns = [], Policies = [] } = resolver.value(resource.Properties) as RoleProperties;
    if (ManagedPolicyArns.length > 0)
      throw new TemplateError(`${logicalId} has ${ManagedPolicyArns.join(', ')}`);
    const policies = [...Policies, ...attached.filter(({ Roles = [] }) => Roles.includes(ref))];
    return [String(attributes.Arn), policies.flatMap((policy) => statementsOf(logicalId, policy))] as const;
  });
  return new Map(roles);
}

function statementsOf(role: string, { PolicyDocument }: PolicyProperties): Statement[] {
  return PolicyDocument.Statement.map((statement) => {
    const unknown = Object.keys(statement).filter((key) => !evaluated.includes(key));
    if (unknown.length > 0) throw new TemplateError(`a policy of ${role} uses ${unknown.join(', ')}`);
    const leadingKeys = leadingKeysOf(role, statement.Condition);
    return {
      effect: statement.Effect === 'Deny' ? 'Deny' : 'Allow',
      actions: listOf(statement.Action),
      resources: listOf(statement.Resource),
      ...(leadingKeys && { leadingKeys }),
    };
  });
}

/** The one condition that is evaluated (DynamoDB, "Using IAM policy conditions for fine-grained access control"). */
function leadingKeysOf(role: string, condition: unknown): string[] | undefined {
  if (condition === undefined) return undefined;
  const { 'ForAllValues:StringEquals': equal, ...otherOperators } = Object(condition);
  const { 'dynamodb:LeadingKeys': keys, ...otherKeys } = Object(equal);
  if (keys === undefined || Object.keys({ ...otherOperators, ...otherKeys }).length > 0) {
    throw new TemplateError(`a policy of ${role} uses the condition ${JSON.stringify(condition)}`);
  }
  return listOf(keys);
}

function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(String);
}
