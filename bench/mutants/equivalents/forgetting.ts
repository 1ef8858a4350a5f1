import { alwaysSaid, type Equivalent } from './equivalent.ts';

export const forgetting: readonly Equivalent[] = [
  {
    file: 'functions/forgetting/forget-claims.ts',
    lineText:
      'const { Items = [], LastEvaluatedKey } = await dynamodb.send(command, { abortSignal: signal });',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: alwaysSaid,
  },
  {
    file: 'functions/forgetting/forget-profile.ts',
    lineText: 'return at !== undefined && at <= order;',
    original: 'at !== undefined',
    replacement: 'true',
    because: 'what is not there is never old, asked or not: only the type wants it asked',
  },
  {
    file: 'functions/forgetting/forget-profile.ts',
    lineText: 'return at !== undefined && at <= order;',
    original: 'at <= order',
    replacement: 'at < order',
    because: 'no event has the order of a moment to forget up to',
  },
  {
    file: 'functions/forgetting/forget-profile.ts',
    lineText: 'const oldFirst = this.#first === undefined && isOld(firstSeen) ? [firstSeen] : [];',
    original: '[]',
    replacement: '["Stryker was here"]',
    because: 'no profile has that attribute, and what is not there is not removed',
  },
];
