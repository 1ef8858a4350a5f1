import { writeFile } from 'node:fs/promises';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from '../../../functions/callback/read/parse.ts';
import { decrypt } from '../../../functions/callback/verify/encryption.ts';
import { sign } from '../../../functions/callback/verify/signature.ts';
import { eventNames, fieldsOf } from '../../../functions/model/event-types.ts';
import { push } from '../../../lib/commands/push.ts';
import type { PushableRun } from '../../../lib/commands/push-target.ts';
import { pushFields } from '../../../lib/weixin/render.ts';
import { samples } from '../../../lib/weixin/samples.ts';
import { visitEvents } from '../../../lib/weixin/visit.ts';
import { sdkServer } from '../../support/sdk-server.ts';
import { type Answer, answering, type Received, startReceiver } from '../weixin/receiver.ts';

const weixin = {
  appId: 'wx5823bf96d3bd56c7',
  token: 'QDG6eK',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  encryption: 'required',
} as const;

const variables = {
  WEIXIN_TOKEN: 'another token',
  WEIXIN_ENCODING_AES_KEY: 'A'.repeat(43),
  WEIXIN_APP_ID: 'wx0123456789abcdef',
};

interface Given {
  readonly localRun?: PushableRun;
  readonly variables?: Readonly<Record<string, string>>;
}

async function run(args: readonly string[], { localRun, variables = {} }: Given = {}) {
  let output = '';
  let errors = '';
  const exitCode = await push(args, {
    variables,
    readLocalRun: async () => localRun,
    write: (text) => {
      output += text;
    },
    writeError: (text) => {
      errors += text;
    },
  });
  return { exitCode, output, errors };
}

async function startLocalRun(...answers: readonly Answer[]) {
  const receiver = await startReceiver(...answers);
  return { ...receiver, localRun: { callbackUrl: receiver.url, weixin } };
}

function decrypted({ body }: Received, encodingAesKey: string = weixin.encodingAesKey): string {
  return decrypt(parse(body.toString()).get('Encrypt') ?? '', encodingAesKey).message.toString();
}

function only(received: readonly Received[]): Received {
  const [request, ...others] = received;
  if (request === undefined || others.length > 0) throw new Error(`${received.length} requests`);
  return request;
}

describe('an event', () => {
  test.each(eventNames)('%s with --sample is the published sample, now', async (name) => {
    const { localRun, received } = await startLocalRun(answering(200));
    const before = Math.floor(Date.now() / 1000);
    expect(await run([name, '--sample'], { localRun })).toMatchObject({ exitCode: 0, errors: '' });
    const fields = parse(decrypted(only(received)));
    const CreateTime = fields.get('CreateTime') ?? '';
    expect(Number(CreateTime)).toBeGreaterThanOrEqual(before);
    expect(fields).toEqual(pushFields({ ...samples[name], CreateTime }));
  });

  test('of whatever type is of one person and one product, so that a visit can be pushed step by step', async () => {
    const { localRun, received } = await startLocalRun(answering(200));
    for (const name of eventNames) await run([name, '--encryption', 'off'], { localRun });
    const pushed = received.map(({ body }) => parse(body.toString()));
    const ofProducts = pushed.filter((fields) => fields.get('Event') !== 'unsubscribe');
    const products = ofProducts.map((fields) =>
      fields.get('Event') === 'subscribe'
        ? fields.get('EventKey')
        : ['scanbarcode', fields.get('KeyStandard'), fields.get('KeyStr'), '123'].join('|'),
    );
    const visits = pushed.filter((fields) => fields.get('Event') !== 'user_scan_product_verify_action');
    expect(new Set(products)).toEqual(new Set(['scanbarcode|ean13|6901481811083|123']));
    expect(new Set(visits.map((fields) => fields.get('FromUserName'))).size).toBe(1);
  });

  test.each(eventNames)('every field of %s can be set under Weixin’s name', async (name) => {
    const { localRun, received } = await startLocalRun(answering(200));
    const values = Object.fromEntries(fieldsOf(name).map((field, index) => [field, `${index}-0${index}`]));
    await run([name, ...Object.entries(values).flatMap(([field, value]) => [`--${field}`, value])], {
      localRun,
    });
    expect(parse(decrypted(only(received)))).toEqual(pushFields({ ...visitEvents[name], ...values }));
  });

  test.each([
    ['dashes in its name', ['user-scan-product', '--KeyStr', '0012345678905']],
    ['dashes in a field', ['user_scan_product', '--key-str', '0012345678905']],
    ['an equals sign', ['user_scan_product', '--KeyStr=0012345678905']],
    ['options in front', ['--format', 'xml', 'user_scan_product', '--key-str', '0012345678905']],
  ])('may be written with %s', async (_case, args) => {
    const { localRun, received } = await startLocalRun(answering(200));
    await run(args, { localRun });
    expect(parse(decrypted(only(received))).get('KeyStr')).toBe('0012345678905');
  });

  test('may have an empty field', async () => {
    const { localRun, received } = await startLocalRun(answering(200));
    await run(['user_scan_product', '--KeyStr', ''], { localRun });
    expect(parse(decrypted(only(received))).get('KeyStr')).toBe('');
  });

  test('goes as JSON where asked', async () => {
    const { localRun, received } = await startLocalRun(answering(200));
    await run(['subscribe', '--format', 'json', '--CreateTime', '1438250110'], { localRun });
    expect(JSON.parse(decrypted(only(received)))).toMatchObject({
      CreateTime: 1438250110,
      Event: 'subscribe',
    });
  });
});

describe('encryption', () => {
  test.each([
    ['required', 'Encrypt'],
    ['compatible', 'EventKey Encrypt'],
    ['off', 'EventKey'],
  ])('%s shows %s in the body', async (encryption, expected) => {
    const { localRun, received } = await startLocalRun(answering(200));
    await run(['subscribe', '--encryption', encryption], { localRun });
    const shown = [...parse(only(received).body.toString()).keys()];
    expect(shown.filter((name) => ['EventKey', 'Encrypt'].includes(name)).join(' ')).toBe(expected);
  });

  test('is what the local run has unless it is said', async () => {
    const { localRun, received } = await startLocalRun(answering(200));
    await run(['subscribe'], { localRun: { ...localRun, weixin: { ...weixin, encryption: 'off' } } });
    expect(only(received).query).not.toHaveProperty('encrypt_type');
  });
});

describe('the account', () => {
  test('comes from the environment with --url', async () => {
    const { url, received } = await startReceiver(answering(200));
    await run(['subscribe', '--url', url], { variables });
    const { query, body } = only(received);
    const { timestamp = '', nonce = '', signature } = query;
    expect(signature).toBe(sign([variables.WEIXIN_TOKEN, timestamp, nonce]));
    const encrypted = parse(body.toString()).get('Encrypt') ?? '';
    expect(decrypt(encrypted, variables.WEIXIN_ENCODING_AES_KEY).appId).toBe(variables.WEIXIN_APP_ID);
  });

  test('is the local run’s where the URL is on this machine and the environment has none', async () => {
    const { url, received, localRun } = await startLocalRun(answering(200));
    await run(['subscribe', '--url', url], { localRun });
    expect(parse(decrypted(only(received))).get('Event')).toBe('subscribe');
  });

  test('is never the local run’s for a URL elsewhere', async () => {
    const localRun = { callbackUrl: 'http://127.0.0.1:1/weixin', weixin };
    const { exitCode, errors } = await run(['subscribe', '--url', 'https://receiver.example/weixin'], {
      localRun,
    });
    expect(exitCode).toBe(2);
    expect(errors).toBe(
      "Set WEIXIN_TOKEN, WEIXIN_ENCODING_AES_KEY, WEIXIN_APP_ID in the environment: the receiver's own values.\n",
    );
  });

  test('needs no key where nothing is encrypted', async () => {
    const { url } = await startReceiver(answering(200));
    const args = ['subscribe', '--url', url, '--encryption', 'off'];
    expect(await run(args, { variables: { WEIXIN_TOKEN: 'token' } })).toMatchObject({ exitCode: 0 });
  });

  test('is not shown', async () => {
    const { localRun } = await startLocalRun(answering(403));
    const { output, errors } = await run(['subscribe'], { localRun });
    for (const secret of [weixin.token, weixin.encodingAesKey]) expect(output + errors).not.toContain(secret);
  });
});

describe('the outcome', () => {
  test('names what was sent, what came back and how long it took', async () => {
    const { localRun, url } = await startLocalRun(answering(200));
    const { output } = await run(['user_scan_product', '--CreateTime', '1438250110'], { localRun });
    expect(output.split('\n')).toEqual([
      `user_scan_product, product ean13 6901481811083, openid okkeXs1nI-xU4ql8-5BXkv1f0gDo, CreateTime 1438250110; secure mode, xml, to ${url}`,
      expect.stringMatching(/^answered 200, empty body, after \d+ ms$/),
      'acknowledged',
      '',
    ]);
  });

  test.each([
    ['a refusal', answering(403), /answered 403.*\nrefused: the receiver has another token, key or AppID/],
    ['a slash too many', answering(404), /answered 404.*\nnot ack.* ends in \/weixin without a slash behind/],
    [
      'a body',
      answering(200, '{"error":"\u001b"}'),
      /answered 200, body "{\\"error\\":\\"\\u001b\\"}",.*\nnot ack/,
    ],
    ['a long body', answering(200, 'x'.repeat(300)), /body "x{200}"…, after/],
    ['no answer', ((response) => response.destroy()) satisfies Answer, /failed after \d+ ms: .*\nnot ack/],
  ])('is exit code 1 for %s', async (_case, answer, expected) => {
    const { localRun } = await startLocalRun(answer);
    const { exitCode, output } = await run(['subscribe'], { localRun });
    expect(output).toMatch(expected);
    expect(exitCode).toBe(1);
  });

  test('of --retry is that of the last attempt', async () => {
    const { localRun, received } = await startLocalRun(
      answering(503),
      answering(503),
      answering(200, 'success'),
    );
    const { exitCode, output } = await run(['subscribe', '--retry'], { localRun });
    expect(output).toMatch(/503.*\n.*503.*\nanswered 200, body "success", .*\nacknowledged\n$/);
    expect(exitCode).toBe(0);
    expect(new Set(received.map((request) => decrypted(request))).size).toBe(1);
  });

  test('of --retry without an acknowledgement comes after three retries', async () => {
    const { localRun, received } = await startLocalRun(answering(503));
    expect(await run(['subscribe', '--retry'], { localRun })).toMatchObject({ exitCode: 1 });
    expect(received).toHaveLength(4);
  });
});

describe('a file', () => {
  test('is pushed byte for byte', async () => {
    const { localRun, received } = await startLocalRun(answering(200));
    const path = join(tmpdir(), `push-${process.pid}.xml`);
    await writeFile(path, '<xml> <MsgType>text</MsgType>\n');
    expect(await run(['--raw', path], { localRun })).toMatchObject({ exitCode: 0 });
    expect(decrypted(only(received))).toBe('<xml> <MsgType>text</MsgType>\n');
  });
});

describe('wrong use', () => {
  const events = [...eventNames, 'text'].join(', ');

  test.each([
    ['nothing', [], `Say what to push: one of ${events}, or --raw FILE.`],
    ['an unknown event', ['scan', '--KeyStr', '1'], `"scan" is no event: one of ${events}.`],
    ['an unknown option', ['--nonsense'], `"--nonsense" is no event: one of ${events}.`],
    [
      'a field of another event',
      ['subscribe', '--Result', 'x'],
      `Fields of subscribe: ${fieldsOf('subscribe').join(', ')}.`,
    ],
    ['a field without a value', ['subscribe', '--KeyStr'], `Fields of subscribe: `],
    ['a word too many', ['subscribe', 'now'], 'too many arguments'],
    [
      'an unknown encryption',
      ['subscribe', '--encryption', 'on'],
      'Allowed choices are required, compatible, off.',
    ],
    ['an unknown format', ['subscribe', '--format', 'yaml'], 'Allowed choices are xml, json.'],
    ['an event and a file', ['subscribe', '--raw', 'x'], 'Push subscribe or --raw, not both.'],
    ['a file that is not there', ['--raw', '/nowhere'], '--raw /nowhere cannot be read: ENOENT'],
    [
      'no local run',
      ['subscribe'],
      'No local run is going on: start one with `npm start`, or say where to with --url.',
    ],
    [
      'half a URL',
      ['subscribe', '--url', 'localhost:3000'],
      '--url is a whole http or https URL, not "localhost:3000".',
    ],
  ])('%s is exit code 2 and a sentence', async (_case, args, sentence) => {
    const { exitCode, output, errors } = await run(args);
    expect(errors).toContain(sentence);
    expect(output).toBe('');
    expect(exitCode).toBe(2);
  });

  test('a key that is none is not repeated', async () => {
    const wrong = { ...variables, WEIXIN_ENCODING_AES_KEY: 'almost-secret' };
    const args = ['subscribe', '--url', 'https://receiver.example/weixin'];
    const { exitCode, errors } = await run(args, { variables: wrong });
    expect(errors).toBe('WEIXIN_ENCODING_AES_KEY is not 43 letters and digits.\n');
    expect(exitCode).toBe(2);
  });
});

describe('help', () => {
  test('lists the events', async () => {
    const { exitCode, output } = await run(['--help']);
    for (const name of eventNames) expect(output).toContain(name);
    expect(exitCode).toBe(0);
  });

  test.each(eventNames)('of %s lists its fields and the options of every event', async (name) => {
    const { exitCode, output } = await run([name, '--help']);
    for (const field of fieldsOf(name)) expect(output).toContain(`--${field}, `);
    for (const option of ['--url', '--encryption', '--retry', '--format']) expect(output).toContain(option);
    expect(exitCode).toBe(0);
  });
});

describe('a chat message', () => {
  test('is pushed as a follower writes it, and the reply is shown as the follower sees it', async () => {
    const reply = sdkServer(weixin);
    const { localRun, received } = await startLocalRun((response) => {
      const [request] = received;
      reply(
        response,
        Object.assign(new IncomingMessage(new Socket()), {
          method: 'POST',
          url: `/?${new URLSearchParams(request?.query)}`,
        }),
        request?.body ?? Buffer.alloc(0),
      );
    });
    const { exitCode, output } = await run(['text', '--Content', '你好 <b>'], { localRun });
    expect(exitCode).toBe(0);
    const fields = parse(decrypted(only(received)));
    expect(Object.fromEntries(fields)).toMatchObject({ MsgType: 'text', Content: '你好 <b>' });
    expect(output).toContain('the follower sees "you said 你好 <b>"\n');
  });

  test('that is acknowledged only has no reply to show', async () => {
    const { localRun } = await startLocalRun(answering(200));
    const { exitCode, output } = await run(['text'], { localRun });
    expect(exitCode).toBe(0);
    expect(output).not.toContain('the follower sees');
  });

  test('whose reply nobody could read says so', async () => {
    const { localRun } = await startLocalRun(answering(200, '<xml><Content>in clear</Content></xml>'));
    const { output } = await run(['text'], { localRun });
    expect(output).toContain('the follower sees nothing: the reply is of no use (notEncrypted)\n');
  });
});
