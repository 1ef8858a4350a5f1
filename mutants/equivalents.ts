import type { Mutant } from './mutant.ts';

/** A mutant that no test can tell from the code, and why: it does the same, or differs in what nobody is promised. */
export interface Equivalent extends Pick<Mutant, 'file' | 'lineText' | 'original' | 'replacement'> {
  readonly because: string;
}

const noneIsEmpty = 'a batch is never empty';
const alwaysSaid = 'AWS always says it: the type alone allows that it does not';
const anyOrder = 'in which order equal ones come is not promised';

export const equivalents: readonly Equivalent[] = [
  {
    file: 'functions/outbox/send-batch.ts',
    lineText: 'QueueUrl: batch[0]?.queueUrl,',
    original: 'batch[0]?.queueUrl',
    replacement: 'batch[0].queueUrl',
    because: noneIsEmpty,
  },
  {
    file: 'functions/outbox/send-batch.ts',
    lineText: 'const { Failed = [] } = await queues.client.send(command, { abortSignal: signal });',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: 'no message has the id it names',
  },
  {
    file: 'functions/outbox/send-batch.ts',
    lineText: "if (message) failures.set(message, Code ?? 'Unknown');",
    original: 'message',
    replacement: 'true',
    because: 'SQS names no message but those it was sent',
  },
  {
    file: 'functions/outbox/send-batch.ts',
    lineText: "if (message) failures.set(message, Code ?? 'Unknown');",
    original: "'Unknown'",
    replacement: '""',
    because: alwaysSaid,
  },
  {
    file: 'functions/outbox/waiting-rows.ts',
    lineText:
      'yield pages.flatMap(({ rows }) => rows).sort((one, other) => (one.since < other.since ? -1 : 1));',
    original: 'one.since < other.since',
    replacement: 'one.since <= other.since',
    because: anyOrder,
  },
  {
    file: 'functions/outbox/waiting-rows.ts',
    lineText:
      'const { Items = [], LastEvaluatedKey } = await table.client.send(command, { abortSignal: signal });',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: alwaysSaid,
  },
];

const known = new Set(equivalents.map(nameOf));

/** Whether no test has to notice a mutant. What people are told is held by tests where its words matter, and else is not. */
export function isEquivalent(mutant: Mutant): boolean {
  return mutant.isWording || known.has(nameOf(mutant));
}

function nameOf({ file, lineText, original, replacement }: Omit<Equivalent, 'because'>): string {
  return JSON.stringify([file, lineText, original, replacement]);
}
