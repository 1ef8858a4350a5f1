import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const runbook = readFileSync(fileURLToPath(new URL('../../docs/runbook.md', import.meta.url)), 'utf8');
const blocks = [...runbook.matchAll(/```sh\n(.*?)```/gs)].map(([, commands = '']) => commands);

it.each(blocks)('the runbook’s commands work when they are pasted alone: %j', (commands) => {
  const used = [...commands.matchAll(/\$([A-Z_]+)/g)].map(([, name]) => name);
  const missing = used.filter((name) => !new RegExp(`^(export )?.*\\b${name}=`, 'm').test(commands));
  expect(missing).toEqual([]);
});
