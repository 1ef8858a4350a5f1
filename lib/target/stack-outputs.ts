import { CloudFormationClient, paginateDescribeStacks, type Stack } from '@aws-sdk/client-cloudformation';
import { inEach } from '../wording/language.ts';
import { targetTexts } from '../wording/target.ts';
import { awsAdvice } from './aws-advice.ts';
import { outputs } from './outputs.ts';
import { TargetError } from './target-error.ts';

/** Where the stacks are; without a region, where the AWS CLI's configuration says. */
export interface Region {
  readonly region?: string;
}

/**
 * The outputs of a deployed stack.
 * @throws {TargetError} where it cannot be read, naming the receivers there are
 */
export async function readStackOutputs(name: string, aws: Region): Promise<Readonly<Record<string, string>>> {
  const client = new CloudFormationClient(aws);
  try {
    const [stack] = await readStacks(client, name);
    return stack === undefined ? {} : outputsOf(stack);
  } catch (error) {
    throw await explained(error, name, client);
  } finally {
    client.destroy();
  }
}

async function readStacks(client: CloudFormationClient, name?: string): Promise<readonly Stack[]> {
  const stacks: Stack[] = [];
  for await (const page of paginateDescribeStacks(
    { client },
    name === undefined ? {} : { StackName: name },
  )) {
    stacks.push(...(page.Stacks ?? []));
  }
  return stacks;
}

function outputsOf({ Outputs = [] }: Stack): Readonly<Record<string, string>> {
  return Object.fromEntries(Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
}

async function explained(error: unknown, name: string, client: CloudFormationClient): Promise<TargetError> {
  const isGone = error instanceof Error && /does not exist$/.test(error.message);
  if (isGone) {
    const [region, known] = await Promise.all([client.config.region(), receivers(client)]);
    return new TargetError(
      inEach(targetTexts, (text) => text.stackGone(name, region, known)),
      { cause: error },
    );
  }
  const said = error instanceof Error ? error.message : String(error);
  const advice = awsAdvice(error) ?? { en: said, zh: said };
  return new TargetError(
    {
      en: targetTexts.en.stackUnread(name, advice.en),
      zh: targetTexts.zh.stackUnread(name, advice.zh),
    },
    { cause: error },
  );
}

/** The stacks whose outputs are a receiver's; none where they cannot be listed. */
async function receivers(client: CloudFormationClient): Promise<readonly string[]> {
  const stacks = await readStacks(client).catch(() => []);
  return stacks
    .filter((stack) => outputs.callbackUrl in outputsOf(stack) && outputs.eventsTable in outputsOf(stack))
    .map(({ StackName = '' }) => StackName)
    .sort();
}
