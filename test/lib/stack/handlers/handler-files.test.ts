import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readHandlerFiles } from '../../../../lib/stack/handlers/handler-files.ts';
import { SettingsError } from '../../../../lib/stack/settings.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handlers-'));
});
afterEach(() => rm(folder, { recursive: true }));

const handler = 'export const handle = () => {};';
const write = (name: string, text = handler) => writeFile(join(folder, name), text);

describe('handlers/', () => {
  it('need not be there', async () => {
    expect(await readHandlerFiles(join(folder, 'nowhere'))).toEqual([]);
  });

  it('holds a handler for one type of event, and one for all, beside what is none', async () => {
    await write('subscribe.ts');
    await write('all.ts');
    await write('README.md', '# Handlers');
    await write('subscribe.test.ts');

    expect(await readHandlerFiles(folder)).toEqual([
      { name: 'all', file: join(folder, 'all.ts'), event: undefined, config: {} },
      { name: 'subscribe', file: join(folder, 'subscribe.ts'), event: 'subscribe', config: {} },
    ]);
  });

  it('gives a handler what its config says', async () => {
    const config = { memorySize: 512, environment: { CRM_URL: 'https://crm.example.com' } };
    await write('subscribe.ts');
    await write('subscribe.config.ts', `export const config = ${JSON.stringify(config)};`);

    expect(await readHandlerFiles(folder)).toEqual([expect.objectContaining({ config })]);
  });

  it('says of a file named after no event which names there are', async () => {
    await write('user_scan_product.ts');

    const error = await readHandlerFiles(folder).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(SettingsError);
    expect(String(error)).toMatch(
      /user_scan_product\.ts is named after no event: .*\buser-scan-product\.ts, .*\ball\.ts/,
    );
  });

  it('says everything that is wrong at once', async () => {
    await write('subscribe.ts');
    await write('all.config.ts', 'export const config = {};');
    await write(
      'subscribe.config.ts',
      `export const config = { memory: 1, memorySize: 64, secrets: { KEY: 'hush' }, environment: { url: '' },
        permissions: [{ actions: 's3:GetObject' }] };`,
    );

    const error = await readHandlerFiles(folder).catch((thrown: unknown) => String(thrown));

    expect(error).toContain('all.config.ts belongs to no handler');
    expect(error).toContain('memory is not known; known are');
    expect(error).toContain('memorySize is a whole number, 128 to 10240');
    expect(error).toContain('secrets: KEY is the ARN of a secret');
    expect(error).toContain('environment: url is no name in capitals');
    expect(error).toContain('permissions is a list of');
    expect(error).not.toContain('hush');
  });

  it('does not take a config that exports nothing', async () => {
    await write('subscribe.ts');
    await write('subscribe.config.ts', 'export const memorySize = 512;');

    await expect(readHandlerFiles(folder)).rejects.toThrow('exports no object named config');
  });
});
