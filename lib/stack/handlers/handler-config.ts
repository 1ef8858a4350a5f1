import type { HandlerConfig } from '../../../functions/handlers/handle.ts';

/** What AWS takes, lowest and highest. */
const ranges = {
  timeoutSeconds: [1, 900],
  memorySize: [128, 10_240],
  batchSize: [1, 10],
  concurrency: [2, 1000],
} as const satisfies Partial<Record<keyof HandlerConfig, readonly [number, number]>>;

/** What holds where a config leaves a number out. */
export const handlerDefaults = {
  timeoutSeconds: 30,
  memorySize: 256,
  batchSize: 10,
  concurrency: 5,
} as const satisfies Readonly<Record<keyof typeof ranges, number>>;

const variablePattern = /^[A-Z][A-Z0-9_]*$/;
const arnPattern = /^arn:aws[a-z-]*:secretsmanager:/;
const known = ['environment', 'secrets', 'permissions', ...Object.keys(ranges)];

/** Everything that is wrong with what a config file exports as `config`. */
export function configProblems(config: unknown): readonly string[] {
  if (typeof config !== 'object' || config === null) return ['exports no object named config'];
  const values: Readonly<Record<string, unknown>> = { ...config };
  return [
    ...Object.keys(values)
      .filter((name) => !known.includes(name))
      .map((name) => `${name} is not known; known are ${known.join(', ')}`),
    ...Object.entries(ranges).flatMap(([name, [lowest, highest]]) =>
      isBetween(values[name], lowest, highest) ? [] : [`${name} is a whole number, ${lowest} to ${highest}`],
    ),
    ...textProblems('environment', values.environment, () => true, 'text'),
    ...textProblems('secrets', values.secrets, (arn) => arnPattern.test(arn), 'the ARN of a secret'),
    ...permissionProblems(values.permissions),
  ];
}

function isBetween(value: unknown, lowest: number, highest: number): boolean {
  if (value === undefined) return true;
  return typeof value === 'number' && Number.isInteger(value) && value >= lowest && value <= highest;
}

function textProblems(
  what: string,
  value: unknown,
  isRight: (text: string) => boolean,
  expected: string,
): readonly string[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null) return [`${what} is an object of texts by name`];
  return Object.entries(value).flatMap(([name, text]) => {
    if (!variablePattern.test(name)) return [`${what}: ${name} is no name in capitals, such as CRM_URL`];
    return typeof text === 'string' && isRight(text) ? [] : [`${what}: ${name} is ${expected}`];
  });
}

function permissionProblems(value: unknown): readonly string[] {
  if (value === undefined) return [];
  const isTexts = (texts: unknown) =>
    Array.isArray(texts) && texts.length > 0 && texts.every((text) => typeof text === 'string');
  const isStatement = (statement: unknown) => {
    const { actions, resources } = Object(statement);
    return isTexts(actions) && isTexts(resources);
  };
  const isRight = Array.isArray(value) && value.every(isStatement);
  return isRight ? [] : ['permissions is a list of { actions: […], resources: […] }'];
}
