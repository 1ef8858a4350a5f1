import type { Equivalent } from './equivalent.ts';

export const shares: readonly Equivalent[] = [
  {
    file: 'functions/shares/shares.ts',
    lineText:
      "const isOpen = isSameHash(textOf(item, 'tokenHash') ?? '', hash) && now.toISOString() < share.validUntil;",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'neither is a hash, and what is none is the same as nothing',
  },
  {
    file: 'functions/shares/shares.ts',
    lineText: "id: textOf(item, 'sk') ?? '',",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'an item has its key',
  },
];
