import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { startDynamodbLocal } from '../../../../lib/local/engines/dynamodb-local.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const answers = (endpoint: string) => fetch(endpoint).then(Boolean, () => false);

test('it answers once it is started, and no more once it is stopped', async () => {
  const dynamodb = await startDynamodbLocal();
  expect(await answers(dynamodb.endpoint)).toBe(true);
  await dynamodb.stop();
  expect(await answers(dynamodb.endpoint)).toBe(false);
});

test('it ends with the process that started it, even with one that is killed', async () => {
  const source = `import { startDynamodbLocal } from './lib/local/dynamodb-local.ts';
    console.log((await startDynamodbLocal()).endpoint);`;
  const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = await once(parent.stdout, 'data');
  const endpoint = String(printed).trim();
  expect(await answers(endpoint)).toBe(true);
  parent.kill('SIGKILL');
  await vi.waitFor(async () => expect(await answers(endpoint)).toBe(false), { timeout: 30_000 });
});
