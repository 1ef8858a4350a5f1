import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { refusal } from '../support/refusal.ts';
import type { Outcome } from './claim-replay.ts';
import type { CountRecorder } from './count-recorder.ts';
import { type CountStep, countStep } from './count-steps.ts';
import { type Settled, settle } from './settled.ts';

/**
 * What becomes of a request: whoever asked may die before it reaches DynamoDB, or is told that it was refused though
 * it was carried out, or loses the answer and asks again.
 */
export type Fate = 'answered' | 'dies' | 'carried out unseen' | 'asked again';

/** What becomes of which step; it may take its time. What is not named is answered. */
export type Plan = { readonly [Step in CountStep['step']]?: () => Fate | Promise<Fate> };

/**
 * A worker's client whose requests are recorded and go as planned.
 * @param died told of its death, after which nothing is answered
 */
export function watchedWorker(
  client: DynamoDBClient,
  recorder: CountRecorder,
  { plan = {}, died = () => {} }: { readonly plan?: Plan; readonly died?: () => void } = {},
): DynamoDBClient {
  const worker = randomUUID();
  const forever = new Promise<never>(() => {});

  async function send(command: Parameters<DynamoDBClient['send']>[0], options?: object): Promise<unknown> {
    const { name } = command.constructor;
    const call = {
      operation: name.replace(/Command$/, ''),
      parameters: { ...command.input },
      callId: randomUUID(),
    };
    const step = countStep(call)?.step;
    const fate = (step && (await plan[step]?.())) ?? 'answered';
    if (fate === 'dies') {
      died();
      return forever;
    }
    const ask = async () => {
      const carriedOut = recorder.watch(worker, call);
      return carriedOut(() => settle(Reflect.apply(client.send, client, [command, options])), outcomeOf);
    };
    const first = await ask();
    if (fate === 'carried out unseen') throw refusal('AccessDeniedException');
    const last = fate === 'asked again' ? await ask() : first;
    if ('error' in last) throw last.error;
    return last.answer;
  }

  return new Proxy(client, {
    get: (target, property) => (property === 'send' ? send : Reflect.get(target, property)),
  });
}

function outcomeOf(settled: Settled): Outcome {
  if ('answer' in settled) return 'done';
  const { error } = settled;
  if (error instanceof ConditionalCheckFailedException) return 'conditionFailed';
  // A transaction's first action is the record; that another one failed leaves the chunk as it was.
  const [record] = (error instanceof TransactionCanceledException && error.CancellationReasons) || [];
  return record?.Code === 'ConditionalCheckFailed' ? 'conditionFailed' : 'refused';
}
