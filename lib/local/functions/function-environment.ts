import { devNull } from 'node:os';
import { loopbackVariable } from '../../../functions/callback/forward/environment.ts';
import { localAwsAccount, localCredentials } from '../account.ts';
import { quietSdk } from '../quiet-sdk.ts';
import type { FunctionDefinition } from './function-definition.ts';

/**
 * What a function finds in `process.env`: Lambda's own variables, the template's, and nothing of the
 * machine it runs on.
 * @param awsEndpoint where every AWS service answers
 */
export function functionEnvironment(
  definition: FunctionDefinition,
  awsEndpoint: string,
): Record<string, string> {
  const credentials = localCredentials(callerOf(definition));
  return {
    AWS_REGION: localAwsAccount.region,
    AWS_DEFAULT_REGION: localAwsAccount.region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMegabytes),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_ENDPOINT_URL_DYNAMODB: awsEndpoint,
    AWS_ENDPOINT_URL_SNS: awsEndpoint,
    AWS_ENDPOINT_URL_SQS: awsEndpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: awsEndpoint,
    // A developer's own AWS profile stays out of it.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    [loopbackVariable]: 'allowed',
    ...quietSdk,
    ...definition.environment,
  };
}

/** The access key id that tells a function's calls: logical ids are letters and digits, as key ids have to be. */
export function callerOf({ logicalId }: FunctionDefinition): string {
  return logicalId;
}
