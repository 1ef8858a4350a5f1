import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * Lets a function do exactly these actions on exactly these resources. The CDK's own grant methods
 * allow more than is used: `grantWriteData` deletes, `grantSendMessages` reads attributes.
 * @param conditions under which alone, as IAM writes them. @default always
 */
export function grant(
  grantee: IGrantable,
  actions: readonly string[],
  resources: readonly string[],
  conditions: Readonly<Record<string, unknown>> = {},
): void {
  const statement = new PolicyStatement({
    actions: [...actions],
    resources: [...resources],
    conditions: { ...conditions },
  });
  grantee.grantPrincipal.addToPrincipalPolicy(statement);
}
