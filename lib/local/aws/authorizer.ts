import { localCredentials } from '../account.ts';
import type { FunctionDefinition } from '../functions/function-definition.ts';
import { callerOf } from '../functions/function-environment.ts';
import { Access, AccessDenied } from '../iam/access.ts';
import type { AwsCall } from '../iam/aws-call.ts';
import { requiredPermissions } from '../iam/required-permissions.ts';
import { templateRoles } from '../iam/role-policies.ts';
import type { Resolver } from '../template/resolve.ts';
import { resourcesOfType } from '../template/template.ts';

/** Whose calls need no permission: the commands' and the tests', which are no part of the stack. */
export const administrator = localCredentials('administrator');

/** What the template allows its functions. */
export function templateAccess(resolver: Resolver, functions: readonly FunctionDefinition[]): Access {
  const roles = templateRoles(resolver);
  return new Access(
    functions.map(({ name, roleArn }) => ({
      functionName: name,
      roleArn,
      statements: roles.get(roleArn) ?? [],
    })),
  );
}

/** Decides on calls by who signed them: the administrator, a function, or nobody who is known. */
export function authorizer(
  access: Access,
  functions: readonly FunctionDefinition[],
  resolver: Resolver,
): (call: AwsCall) => void {
  const callers = new Map(functions.map((definition) => [callerOf(definition), definition.name]));
  const partitionKeys = templatePartitionKeys(resolver);
  return (call) => {
    if (call.accessKeyId === administrator.accessKeyId) return;
    const functionName = callers.get(call.accessKeyId);
    if (functionName === undefined)
      throw new AccessDenied('The security token included in the request is invalid.');
    access.authorize(functionName, requiredPermissions(call, partitionKeys));
  };
}

/** The partition key of each of the template's tables, by the table's name. */
function templatePartitionKeys(resolver: Resolver): ReadonlyMap<string, string> {
  const tables = resourcesOfType(resolver.template, 'AWS::DynamoDB::Table').map(
    ([logicalId, { Properties }]) => {
      const { KeySchema = [] }: { KeySchema?: readonly { AttributeName: string; KeyType: string }[] } =
        Object(Properties);
      const partitionKey = KeySchema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
      return [resolver.identity(logicalId).ref, partitionKey] as const;
    },
  );
  return new Map(tables);
}
