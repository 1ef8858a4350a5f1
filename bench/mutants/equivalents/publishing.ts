import { alwaysSaid, type Equivalent } from './equivalent.ts';

export const publishing: readonly Equivalent[] = [
  {
    file: 'functions/publishing/publish.ts',
    lineText: 'const { Failed = [] } = await sns.send(command, { abortSignal: deadline.signal });',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: 'no message has the id it names',
  },
  {
    file: 'functions/publishing/publish.ts',
    lineText: "if (refused) failures.set(refused.event, new NotPublishedError(Code ?? 'Unknown'));",
    original: 'refused',
    replacement: 'true',
    because: 'SNS names no message but those it was sent',
  },
  {
    file: 'functions/publishing/publish.ts',
    lineText: "if (refused) failures.set(refused.event, new NotPublishedError(Code ?? 'Unknown'));",
    original: "'Unknown'",
    replacement: '""',
    because: alwaysSaid,
  },
];
