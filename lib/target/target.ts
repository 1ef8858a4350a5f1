import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { EventName } from '../../functions/model/event-types.ts';
import type { HandlerQueue } from '../../functions/model/handler-queue.ts';
import { unlogged } from '../../functions/runtime/clients.ts';
import { inEach, type Spoken } from '../wording/language.ts';
import { targetTexts } from '../wording/target.ts';
import { chooseRun } from './choose-run.ts';
import { deployedRegion } from './deployed-region.ts';
import { deadLettersOutput, handlerQueuesIn, outputs, queueOutput } from './outputs.ts';
import { type RunFile, readRunFiles } from './run-file.ts';
import { TargetError } from './target-error.ts';

/** Where an AWS service answers, and as whom it is called; what is not said here the SDK looks up. */
export interface ClientConfiguration {
  readonly region?: string;
  readonly credentials?: RunFile['credentials'];
  readonly endpoint?: string;
}

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
  /** Those of the merchant's own handlers. */
  readonly handlerQueues: readonly HandlerQueue[];
  /** Which of several local runs it is, for its user. @default there is no other */
  readonly note?: Spoken<string>;
  /** What a client of another service is made with. */
  clientOf(service: 'lambda'): ClientConfiguration;
  /** Closes the clients' connections. */
  close(): void;
}

export type ReadableRun = Pick<RunFile, 'callbackUrl' | 'region' | 'endpoints' | 'credentials' | 'outputs'>;

/**
 * Finds the receiver: the CloudFormation stack of that name with the caller's AWS credentials, or a local
 * run, which the environment variable PORT tells from others.
 * @throws {TargetError} where there is none
 */
export async function findTarget(
  stackName: string | undefined,
  readLocalRuns: () => Promise<readonly ReadableRun[]> = readRunFiles,
): Promise<Target> {
  if (stackName !== undefined) {
    const aws = deployedRegion();
    // Loaded where it is needed: most commands look at a local run.
    const { readStackOutputs } = await import('./stack-outputs.ts');
    return targetOf(await readStackOutputs(stackName, aws), () => aws);
  }
  const { run, note } = chooseRun(await readLocalRuns(), process.env.PORT);
  return { ...targetOfRun(run), ...(note && { note }) };
}

/** A local run as a target. */
export function targetOfRun({ outputs, region, credentials, endpoints }: ReadableRun): Target {
  return targetOf(outputs, (service) => ({ region, credentials, endpoint: endpoints[service] }));
}

function targetOf(
  found: Readonly<Record<string, string>>,
  clientOf: (service: keyof RunFile['endpoints']) => ClientConfiguration,
): Target {
  const output = (name: string) => {
    const value = found[name];
    if (value === undefined) throw new TargetError(inEach(targetTexts, (text) => text.noOutput(name)));
    return value;
  };
  const clients = {
    dynamodb: unlogged(new DynamoDBClient(clientOf('dynamodb'))),
    sqs: unlogged(new SQSClient(clientOf('sqs'))),
    secretsManager: new SecretsManagerClient(clientOf('secretsManager')),
  };
  return {
    ...clients,
    clientOf,
    outputs: found,
    eventsTable: output(outputs.eventsTable),
    insightsTable: output(outputs.insightsTable),
    timeZone: output(outputs.timeZone),
    quarantineUrl: output(outputs.quarantineQueue),
    queueUrl: (event) => output(queueOutput(event)),
    deadLettersUrl: (event) => output(deadLettersOutput(event)),
    handlerQueues: handlerQueuesIn(found),
    close: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
