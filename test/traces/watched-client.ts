import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Outcome } from './claim-replay.ts';
import { type ClaimStep, claimSteps, type Party } from './claim-steps.ts';
import type { Recorder } from './recorder.ts';
import { type Settled, settle } from './settled.ts';

/** What becomes of a request: `asked again` is what the SDK makes of a lost answer. */
export type Fate = 'answered' | 'refused' | 'asked again';

/** What becomes of which step; it may take its time. What is not named is answered. */
export type Plan = { readonly [Step in ClaimStep['step']]?: () => Fate | Promise<Fate> };

/** Whose requests are watched. */
export interface Watched {
  readonly recorder: Recorder;
  readonly party: Party;
  readonly invocation: string;
  readonly plan: Plan;
}

/** A client whose requests are recorded and go as planned. */
export function watchedClient<Client extends DynamoDBClient | SQSClient>(
  client: Client,
  { recorder, party, invocation, plan }: Watched,
): Client {
  async function send(command: Parameters<Client['send']>[0], options?: object): Promise<unknown> {
    const { name } = command.constructor;
    const parameters = { ...command.input };
    const call = { operation: name.replace(/Command$/, ''), parameters, callId: randomUUID() };
    const carriedOut = recorder.watch(party, invocation, call);
    const step = claimSteps(call)[0]?.step;
    const fate = (step && (await plan[step]?.())) ?? 'answered';
    if (fate === 'refused') throw new Error('refused, as planned');
    const ask = () =>
      carriedOut(() => settle(Reflect.apply(client.send, client, [command, options])), outcomesOf);
    const first = await ask();
    const last = fate === 'asked again' ? await ask() : first;
    if ('error' in last) throw last.error;
    return last.answer;
  }
  return new Proxy(client, {
    get: (target, property) => (property === 'send' ? send : Reflect.get(target, property)),
  });
}

function outcomesOf(settled: Settled, steps: number): readonly Outcome[] {
  const outcome =
    'answer' in settled
      ? 'done'
      : settled.error instanceof ConditionalCheckFailedException
        ? 'conditionFailed'
        : 'refused';
  return Array.from({ length: steps }, () => outcome);
}
