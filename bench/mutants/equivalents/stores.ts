import { alwaysSaid, type Equivalent } from './equivalent.ts';

export const stores: readonly Equivalent[] = [
  {
    file: 'functions/stores/batch-get.ts',
    lineText: 'items.push(...(Responses?.[table] ?? []));',
    original: 'Responses?.[table]',
    replacement: 'Responses[table]',
    because: alwaysSaid,
  },
  {
    file: 'functions/stores/batch-get.ts',
    lineText: 'waiting = [...(UnprocessedKeys?.[table]?.Keys ?? []), ...waiting.slice(mostKeys)];',
    original: 'UnprocessedKeys?.[table]',
    replacement: 'UnprocessedKeys[table]',
    because: alwaysSaid,
  },
];
