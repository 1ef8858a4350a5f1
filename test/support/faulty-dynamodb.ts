import {
  type DynamoDBClient,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { Random } from './random.ts';

/** What goes wrong with the calls of one worker, each with its probability for a write of a fact. */
export interface Faults {
  readonly killed: number;
  readonly conflict: number;
  readonly throttled: number;
  readonly answerLost: number;
}

/** A client as one worker has it, and the moment the worker dies. */
export interface FaultyClient {
  readonly client: DynamoDBClient;
  /** Rejects when the worker is killed; its calls then never end. */
  readonly death: Promise<never>;
}

/** A batch is some fifty facts and one or two transactions: those fail as much more often. */
const transactionWeight = 10;

export class KilledError extends Error {
  override readonly name = 'KilledError';
}

/** A client whose calls fail before they are made, or after. */
export function faultyClient(client: DynamoDBClient, faults: Faults, random: Random): FaultyClient {
  let isDead = false;
  let die: (error: KilledError) => void = () => {};
  const death = new Promise<never>((_resolve, reject) => {
    die = reject;
  });
  const forever = new Promise<never>(() => {});

  async function send(command: Parameters<DynamoDBClient['send']>[0], options?: object): Promise<unknown> {
    if (isDead) return forever;
    const weight = command instanceof TransactWriteItemsCommand ? transactionWeight : 1;
    const happens = (fault: keyof Faults) => random.chance(faults[fault] * weight);
    if (happens('killed')) {
      isDead = true;
      const isMadeAllTheSame = random.chance(0.5);
      if (isMadeAllTheSame) await client.send(command, options).catch(() => {});
      die(new KilledError());
      return forever;
    }
    if (happens('conflict')) throw conflictOn(command, random);
    if (happens('throttled')) {
      throw new ProvisionedThroughputExceededException({ message: 'injected', $metadata: {} });
    }
    const answer = await client.send(command, options);
    if (happens('answerLost')) throw new Error('socket hang up');
    return isDead ? forever : answer;
  }

  const faulty = new Proxy(client, {
    get: (target, property) => (property === 'send' ? send : Reflect.get(target, property)),
  });
  return { client: faulty, death };
}

function conflictOn(command: unknown, random: Random): Error {
  if (!(command instanceof TransactWriteItemsCommand)) {
    return new TransactionConflictException({ message: 'injected', $metadata: {} });
  }
  const actions = command.input.TransactItems ?? [];
  const place = random.below(actions.length);
  return new TransactionCanceledException({
    message: 'injected',
    $metadata: {},
    CancellationReasons: actions.map((_action, each) => ({
      Code: each === place ? 'TransactionConflict' : 'None',
    })),
  });
}
