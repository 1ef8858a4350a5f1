import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { EventName } from '../../functions/model/event-types.ts';
import { deadLettersOutput, outputs, queueOutput } from './outputs.ts';
import { type RunFile, readRunFile } from './run-file.ts';

/** The receiver a command works on. */
export interface Target {
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly secretsManager: SecretsManagerClient;
  /** The stack's outputs under the names of lib/outputs.ts. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly eventsTable: string;
  readonly insightsTable: string;
  /** The IANA time zone whose calendar days the statistics use. */
  readonly timeZone: string;
  readonly quarantineUrl: string;
  queueUrl(event: EventName): string;
  deadLettersUrl(event: EventName): string;
  /** Closes the clients' connections. */
  close(): void;
}

/** There is no receiver to work on. The message is the sentence its user reads. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}

export type ReadableRun = Pick<RunFile, 'region' | 'endpoints' | 'credentials' | 'outputs'>;

/**
 * Finds the receiver: the CloudFormation stack of that name with the caller's AWS credentials, or the
 * running local one.
 * @throws {TargetError} where there is none
 */
export async function findTarget(
  stackName: string | undefined,
  readLocalRun: () => Promise<ReadableRun | undefined> = readRunFile,
): Promise<Target> {
  if (stackName !== undefined) {
    const aws = deployedRegion();
    return targetOf(await readStackOutputs(stackName, aws), () => aws);
  }
  const run = await readLocalRun();
  if (run === undefined) {
    throw new TargetError(
      'No local run is going on: start one with `npm start`, or name a deployed stack with --stack.',
    );
  }
  const { region, credentials, endpoints } = run;
  return targetOf(run.outputs, (service) => ({ region, credentials, endpoint: endpoints[service] }));
}

function targetOf(
  found: Readonly<Record<string, string>>,
  clientOf: (service: keyof RunFile['endpoints']) => object,
): Target {
  const output = (name: string) => {
    const value = found[name];
    if (value === undefined) throw new TargetError(`The stack has no output ${name}: is it a receiver's?`);
    return value;
  };
  const clients = {
    dynamodb: new DynamoDBClient(clientOf('dynamodb')),
    sqs: new SQSClient(clientOf('sqs')),
    secretsManager: new SecretsManagerClient(clientOf('secretsManager')),
  };
  return {
    ...clients,
    outputs: found,
    eventsTable: output(outputs.eventsTable),
    insightsTable: output(outputs.insightsTable),
    timeZone: output(outputs.timeZone),
    quarantineUrl: output(outputs.quarantineQueue),
    queueUrl: (event) => output(queueOutput(event)),
    deadLettersUrl: (event) => output(deadLettersOutput(event)),
    close: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

/** The region the AWS CLI and the CDK go to: unlike the SDK, they know AWS_DEFAULT_REGION as well. */
function deployedRegion(): { readonly region?: string } {
  const region = process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION;
  return region ? { region } : {};
}

async function readStackOutputs(
  StackName: string,
  aws: ReturnType<typeof deployedRegion>,
): Promise<Record<string, string>> {
  const client = new CloudFormationClient(aws);
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    const pairs = (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]);
    return Object.fromEntries(pairs);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new TargetError(`The stack ${StackName} cannot be read: ${said}`, { cause: error });
  } finally {
    client.destroy();
  }
}
