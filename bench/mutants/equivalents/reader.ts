import type { Equivalent } from './equivalent.ts';

export const reader: readonly Equivalent[] = [
  {
    file: 'functions/reader/refusals.ts',
    lineText: "override readonly name = 'NotOpenError';",
    original: "'NotOpenError'",
    replacement: '""',
    because: 'who is refused is told a status alone, and no log says more',
  },
  {
    file: 'functions/reader/refusals.ts',
    lineText: "override readonly name = 'NotInScopeError';",
    original: "'NotInScopeError'",
    replacement: '""',
    because: 'who is refused is told a status alone, and no log says more',
  },
  {
    file: 'functions/reader/refusals.ts',
    lineText: "override readonly name = 'ForeignRequestError';",
    original: "'ForeignRequestError'",
    replacement: '""',
    because: 'who is refused is told a status alone, and no log says more',
  },
  {
    file: 'functions/reader/refusals.ts',
    lineText: "override readonly name = 'NothingThereError';",
    original: "'NothingThereError'",
    replacement: '""',
    because: 'who is refused is told a status alone, and no log says more',
  },
  {
    file: 'functions/reader/request.ts',
    lineText: "const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');",
    original: "'utf8'",
    replacement: '""',
    because: 'Node.js takes text for UTF-8',
  },
];
