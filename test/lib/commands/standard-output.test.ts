import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import {
  OutputClosedError,
  OutputFailedError,
  standardOutput,
} from '../../../lib/commands/standard-output.ts';

function failing(code: string): Writable {
  const error = Object.assign(new Error(`${code}: said by the system`), { code });
  return new Writable({ write: (_chunk, _encoding, done) => done(error) });
}

it('is written in its order', async () => {
  const stream = new PassThrough();
  const { write, finish } = standardOutput(stream);
  write('one ');
  write('two');
  await finish();
  stream.end();
  expect(await text(stream)).toBe('one two');
});

it.each([
  ['ENOSPC', OutputFailedError],
  ['EIO', OutputFailedError],
  ['EPIPE', OutputClosedError],
])('%s of the last write is learnt of before the process ends', async (code, kind) => {
  const { write, finish, failed } = standardOutput(failing(code));
  write('all there is');
  await expect(finish()).rejects.toThrow(kind);
  expect(failed.aborted).toBe(true);
  expect(() => write('more')).toThrow(kind);
});
