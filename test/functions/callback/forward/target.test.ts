import { once } from 'node:events';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { exchange } from '../../../../functions/callback/forward/exchange.ts';
import { readTarget, type Target, TargetUrlError } from '../../../../functions/callback/forward/target.ts';

const internet = { loopback: false };
const here = { loopback: true };

describe('the URL of a target', () => {
  it.each([
    'https://example.com',
    'https://example.com:8443/wechat.php?own=1',
    'https://8.8.8.8/',
    'https://[2400:3200::1]/',
  ])('may be %s', (text) => {
    expect(readTarget(text, internet).url.href).toContain(text);
  });

  it.each([
    ['no URL', 'example.com'],
    ['plain HTTP', 'http://example.com/'],
    ['another protocol', 'ftp://example.com/'],
    ['a user and a password', 'https://me:secret@example.com/'],
    ['a user', 'https://me@example.com/'],
    ['a fragment', 'https://example.com/#top'],
    ['this machine', 'https://localhost/'],
    ['this machine over plain HTTP', 'http://127.0.0.1:8080/'],
    ['this machine, written as a number', 'https://2130706433/'],
    ['this machine, written in hexadecimal', 'https://0x7f.1/'],
    ['any address of this machine', 'https://0.0.0.0/'],
    ['this machine in IPv6', 'https://[::1]/'],
    ['this machine in IPv6, as IPv4', 'https://[::ffff:127.0.0.1]/'],
    ['a private network', 'https://10.1.2.3/'],
    ['another private network', 'https://172.31.0.1/'],
    ['a third private network', 'https://192.168.0.1/'],
    ['a carrier’s network', 'https://100.100.100.200/'],
    ['the metadata of the machine', 'https://169.254.169.254/latest/meta-data/'],
    ['the metadata of the machine in IPv6', 'https://[fd00:ec2::254]/'],
    ['a link-local address', 'https://[fe80::1]/'],
    ['a private network through NAT64', 'https://[64:ff9b::a00:1]/'],
    ['a multicast address', 'https://224.0.0.1/'],
  ])('is not %s, and the refusal does not quote it', (_what, text) => {
    const refused = () => readTarget(text, internet);
    expect(refused).toThrow(expect.objectContaining({ name: 'TargetUrlError' }));
    expect(refused).not.toThrow('secret');
  });

  it.each(['http://127.0.0.1:8080/', 'http://localhost/', 'https://[::1]/'])(
    'of a local run may be %s',
    (text) => {
      expect(readTarget(text, here).url.href).toBe(text);
    },
  );

  it.each(['http://example.com/', 'http://10.1.2.3/', 'https://10.1.2.3/', 'https://169.254.169.254/'])(
    'of a local run is not %s either',
    (text) => {
      expect(() => readTarget(text, here)).toThrow(TargetUrlError);
    },
  );
});

describe('the name of a target', () => {
  const lookup = promisify(readTarget('https://example.com/', internet).lookup);

  it.each([{ all: true }, { all: false }])(
    'that stands for this machine has no address, %j',
    async (options) => {
      await expect(lookup('localhost', options)).rejects.toThrow('not on the internet');
    },
  );

  const lookupHere = promisify(readTarget('https://example.com/', here).lookup);
  const thisMachine = expect.stringMatching(/^(?:127\.0\.0\.1|::1)$/);

  it('that may be reached has all its addresses, or its first, as the connection asks', async () => {
    const addresses = await lookupHere('localhost', { all: true });
    expect(addresses).toContainEqual({ address: thisMachine, family: expect.any(Number) });
    expect(await lookupHere('localhost', { all: false })).toEqual(thisMachine);
  });

  it.each<[string, readonly string[], string]>([
    ['one forbidden address beside another', ['8.8.8.8', '10.0.0.1'], 'not on the internet'],
    ['no address at all', [], 'no address'],
  ])('that stands for %s is refused', async (_what, addresses, message) => {
    // No name that everybody can look up stands for these.
    vi.resetModules();
    vi.doMock('node:dns', () => ({
      lookup: (_name: string, _options: object, found: (error: null, addresses: object[]) => void) =>
        found(
          null,
          addresses.map((address) => ({ address, family: 4 })),
        ),
    }));
    onTestFinished(() => void vi.doUnmock('node:dns'));
    const fresh = await import('../../../../functions/callback/forward/target.ts');
    const found = promisify(fresh.readTarget('https://example.com/', internet).lookup);
    await expect(found('example.com', { all: true })).rejects.toThrow(message);
  });

  it('is looked at each time it is connected to: nobody is called', async () => {
    const callers: unknown[] = [];
    const server = createServer((socket) => callers.push(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const url = new URL(`https://localhost:${Object(server.address()).port}/`);
    const { lookup: guarded }: Target = readTarget('https://example.com/', internet);
    const asked = exchange(
      { url, lookup: guarded },
      { method: 'POST', path: '/', headers: {}, body: Buffer.alloc(0) },
      AbortSignal.timeout(3000),
    );
    await expect(asked).rejects.toMatchObject({ name: 'forbiddenAddress' });
    expect(callers).toEqual([]);
  });

  it.each([
    ['unknownName', 'https://nobody.invalid/'],
    ['unreachable', 'https://127.0.0.1:1/'],
  ])('or its address being of no use is %s', async (name, text) => {
    const question = { method: 'POST', path: '/', headers: {}, body: Buffer.alloc(0) } as const;
    const asked = exchange(readTarget(text, here), question, AbortSignal.timeout(3000));
    await expect(asked).rejects.toMatchObject({ name, cause: expect.any(Error) });
  });

  it('that nobody finds within a second is not waited for any longer', async () => {
    const target = { ...readTarget('https://example.com/', internet), lookup: () => {} };
    const question = { method: 'POST', path: '/', headers: {}, body: Buffer.alloc(0) } as const;
    await expect(exchange(target, question, AbortSignal.timeout(30_000))).rejects.toMatchObject({
      name: 'unreachable',
      cause: expect.any(Error),
    });
  });

  it('that speaks no TLS is told from one that does not answer', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const target = readTarget(`https://127.0.0.1:${Object(server.address()).port}/`, here);
    const question = { method: 'GET', path: '/', headers: {}, body: Buffer.alloc(0) } as const;
    await expect(exchange(target, question, AbortSignal.timeout(3000))).rejects.toMatchObject({
      name: 'tls',
    });
  });
});
