import { type Decision, evaluate, matches, type Permission } from './evaluate.ts';
import type { Statement } from './role-policies.ts';

/** A function as IAM sees it: its role's statements. */
export interface Principal {
  readonly functionName: string;
  readonly roleArn: string;
  readonly statements: readonly Statement[];
}

/** A permission and the function that used it, or was granted it. */
export interface FunctionPermission extends Permission {
  readonly functionName: string;
}

/** Why a call is refused; the message is AWS's. */
export class AccessDenied extends Error {
  override readonly name = 'AccessDenied';
}

/** Decides on calls by the roles of the template, and remembers what was used of them. */
export class Access {
  readonly #principals: readonly Principal[];
  readonly #used = new Map<string, FunctionPermission>();

  constructor(principals: readonly Principal[]) {
    this.#principals = principals;
  }

  /** @throws {AccessDenied} at the first permission the function's role lacks */
  authorize(functionName: string, permissions: readonly Permission[]): void {
    const principal = this.#principals.find((candidate) => candidate.functionName === functionName);
    for (const permission of permissions) {
      const decision = evaluate(principal?.statements ?? [], permission);
      if (decision !== 'allowed')
        throw new AccessDenied(refusal(functionName, principal, permission, decision));
      const { leadingKey, ...always } = permission;
      const isConditional = principal?.statements.some(({ leadingKeys }) =>
        leadingKeys?.includes(leadingKey ?? ''),
      );
      // Every openid is a partition key: only those a role names are remembered.
      const use = { functionName, ...(isConditional ? permission : always) };
      this.#used.set(JSON.stringify(use), use);
    }
  }

  /** Every permission a function has used so far, once. */
  used(): FunctionPermission[] {
    return [...this.#used.values()];
  }

  /** What the roles allow and nobody has used: each allowed action with each resource it is allowed on. */
  unused(): FunctionPermission[] {
    return this.#principals.flatMap(({ functionName, statements }) =>
      statements
        .filter(({ effect }) => effect === 'Allow')
        .flatMap(({ actions, resources }) =>
          actions.flatMap((action) => resources.map((resource) => ({ functionName, action, resource }))),
        )
        .filter((grant) => !this.used().some((use) => covers(grant, use))),
    );
  }
}

function covers(grant: FunctionPermission, use: FunctionPermission): boolean {
  return (
    grant.functionName === use.functionName &&
    matches(grant.action.toLowerCase(), use.action.toLowerCase()) &&
    matches(grant.resource, use.resource)
  );
}

function refusal(
  functionName: string,
  principal: Principal | undefined,
  { action, resource }: Permission,
  decision: Decision,
): string {
  const user = principal?.roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/');
  const reason =
    decision === 'not allowed'
      ? `because no identity-based policy allows the ${action} action`
      : 'with an explicit deny in an identity-based policy';
  return `User: ${user}/${functionName} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
}
