import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { vi } from 'vitest';
import { freePort } from '../../lib/local/engines/free-port.ts';
import { patience } from '../support/patience.ts';

const documentation = readFileSync(new URL('../../docs/existing-server.md', import.meta.url), 'utf8');

/** The addresses that stand in the documentation, by what they are of. */
const documented = {
  oldServer: 'http://127.0.0.1:8080',
  receiver: 'https://abc123.execute-api.ap-southeast-1.amazonaws.com/weixin',
} as const;

export type Addresses = Readonly<Record<keyof typeof documented, string>>;

export interface Nginx {
  readonly origin: string;
  stop(): Promise<void>;
}

/** nginx with the configuration the documentation gives, but for the addresses. */
export async function startNginx(addresses: Addresses): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'nginx-'));
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  await writeFile(file, configuration(folder, port, addresses));
  const process = spawn('nginx', ['-p', folder, '-c', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  const complaints = text(process.stderr);
  const origin = `http://127.0.0.1:${port}`;
  await vi.waitFor(async () => {
    if (process.exitCode !== null) throw new Error(`nginx ended: ${await complaints}`);
    await fetch(origin);
  }, patience);
  return {
    origin,
    stop: async () => {
      await ended(process);
      await rm(folder, { recursive: true });
    },
  };
}

async function ended(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null) return;
  process.kill('SIGQUIT');
  await once(process, 'exit');
}

function configuration(folder: string, port: number, addresses: Addresses): string {
  const [http = '', server = ''] = [...documentation.matchAll(/```nginx\n(.*?)```/gs)].map(
    ([, block]) => block,
  );
  const names = ['oldServer', 'receiver'] as const;
  const located = names.reduce((text, name) => {
    if (!text.includes(documented[name])) throw new Error(`the documentation names no ${documented[name]}`);
    return text.replace(documented[name], addresses[name]);
  }, server);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (what) => `${what}_temp_path ${folder}/${what};`,
  );
  return `
    daemon off; master_process off; pid ${folder}/pid; error_log stderr error;
    events {}
    http {
      access_log off; ${temporary.join(' ')}
      ${http}
      server { listen 127.0.0.1:${port}; ${located} }
    }`;
}
