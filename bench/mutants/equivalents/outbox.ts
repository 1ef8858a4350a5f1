import { alwaysSaid, type Equivalent } from './equivalent.ts';

const noneIsEmpty = 'a batch is never empty';
const anyOrder = 'in which order equal ones come is not promised';

export const outbox: readonly Equivalent[] = [
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
