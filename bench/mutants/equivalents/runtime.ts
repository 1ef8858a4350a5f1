import type { Equivalent } from './equivalent.ts';

export const runtime: readonly Equivalent[] = [
  {
    file: 'functions/runtime/clients.ts',
    lineText: 'for (const { config } of clients) config.requestHandler.destroy?.();',
    original: 'config.requestHandler.destroy?.()',
    replacement: 'config.requestHandler.destroy()',
    because: 'what sends requests in Node.js can be destroyed: the type alone allows that it cannot',
  },
];
