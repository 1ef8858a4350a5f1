import { LocalRunError } from '../local-run-error.ts';
import type { DynamodbEngine } from './database.ts';
import { startDynamodbLocal } from './dynamodb-local.ts';
import { dynoxide, dynoxideBinary, requireDynoxide } from './dynoxide.ts';
import { requireJava } from './java.ts';

interface EngineChoice {
  /** As a reader knows it. */
  readonly title: string;
  /** @throws {LocalRunError} saying what is missing here */
  require(): Promise<void>;
  /** @throws {LocalRunError} where it cannot run here, or with what it printed instead */
  start(): Promise<DynamodbEngine>;
}

/** What DynamoDB can be on this machine. */
export const dynamodbEngines = {
  dynoxide: {
    title: 'dynoxide',
    require: async () => {
      requireDynoxide();
    },
    start: async () => dynoxide(),
  },
  'dynamodb-local': { title: 'DynamoDB Local', require: requireJava, start: startDynamodbLocal },
} as const satisfies Record<string, EngineChoice>;

export type DynamodbEngineName = keyof typeof dynamodbEngines;

/** The environment variable that chooses the engine. */
export const dynamodbEngineVariable = 'DYNAMODB_ENGINE';
export const dynamodbEngineNames = Object.keys(dynamodbEngines) as readonly DynamodbEngineName[];

/** dynoxide where npm has installed it: nothing else is needed, and it starts in a blink. */
export function defaultDynamodbEngine(): DynamodbEngineName {
  return dynoxideBinary() === undefined ? 'dynamodb-local' : 'dynoxide';
}

/**
 * The engine the environment asks for.
 * @throws {LocalRunError} where there is none of that name
 */
export function chosenDynamodbEngine(
  variables: Readonly<Record<string, string | undefined>>,
): DynamodbEngineName {
  const asked = variables[dynamodbEngineVariable] || defaultDynamodbEngine();
  const name = dynamodbEngineNames.find((each) => each === asked);
  if (name !== undefined) return name;
  throw new LocalRunError((text) => text.noSuchEngine(dynamodbEngineVariable, dynamodbEngineNames, asked));
}
