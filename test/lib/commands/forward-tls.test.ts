import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sdkServer } from '../../support/sdk-server.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const account = { appId: 'wx5823bf96d3bd56c7', token: 'localtoken', encodingAesKey: 'k'.repeat(43) };
const name = 'localhost';

let folder: string;
let certificate: string;
let server: Server;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forward-tls-'));
  certificate = join(folder, 'certificate.pem');
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
  });
  await writeFile(certificate, cert);
  const say = sdkServer(account);
  server = createServer({ cert, key }, async (request, response) => {
    say(response, request, await buffer(request));
  }).listen(0);
  await once(server, 'listening');
  port = Number(Object(server.address()).port);
});
afterAll(async () => {
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The command in a process of its own: whom Node.js trusts it reads when it starts. */
async function check(host: string, trusted: string | undefined) {
  const env = {
    ...process.env,
    WEIXIN_TOKEN: account.token,
    WEIXIN_ENCODING_AES_KEY: account.encodingAesKey,
    WEIXIN_APP_ID: account.appId,
    ...(trusted !== undefined && { NODE_EXTRA_CA_CERTS: trusted }),
  };
  const args = ['bin/command.js', 'forward', 'check', '--url', `https://${host}:${port}/wechat.php`];
  return new Promise<{ exitCode: number; printed: string }>((resolve) => {
    execFile(process.execPath, args, { cwd: root, env }, (error, printed) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), printed });
    });
  });
}

describe('npm run forward -- check of a server that speaks HTTPS', () => {
  it('is content with a certificate that is trusted and valid for the name', async () => {
    const { exitCode, printed } = await check(name, certificate);
    expect(printed).toMatch(/the follower sees "you said 你好"\nAll is well\.\n$/);
    expect(exitCode).toBe(0);
  });

  it.each([
    ['that nobody vouches for', name, false],
    ['of another name', '127.0.0.1', true],
  ])('says in words what is wrong with a certificate %s', async (_what, host, isTrusted) => {
    const { exitCode, printed } = await check(host, isTrusted ? certificate : undefined);
    expect(printed.match(/Its certificate is not valid for its name/g)).toHaveLength(2);
    expect(exitCode).toBe(1);
  });
});
