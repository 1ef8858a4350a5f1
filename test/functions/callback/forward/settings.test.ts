import { describe, expect, test } from 'vitest';
import { readForwardSettings } from '../../../../functions/callback/forward/settings.ts';

const right = { FORWARD_URL: 'https://example.com/wechat', FORWARD: 'all', FORWARD_ON_FAILURE: 'retry' };

describe('the settings of forwarding', () => {
  test('are what they say', async () => {
    expect(await readForwardSettings(right)).toMatchObject({
      target: { url: new URL('https://example.com/wechat') },
      what: 'all',
      onFailure: 'retry',
    });
  });

  test.each([
    ['what is forwarded', { FORWARD: 'some' }, 'FORWARD is others or all'],
    ['what is done on failure', { FORWARD_ON_FAILURE: 'no' }, 'FORWARD_ON_FAILURE is acknowledge or retry'],
    ['where to', { FORWARD_URL: 'https://me@example.com/' }, 'FORWARD_URL is a URL without user:password'],
    [
      'all of it',
      { FORWARD_URL: 'example.com', FORWARD: 'some', FORWARD_ON_FAILURE: 'no' },
      'FORWARD is others or all; FORWARD_ON_FAILURE is acknowledge or retry; FORWARD_URL is a whole https:// URL',
    ],
  ])('that are wrong in %s are refused, in one sentence', async (_what, wrong, message) => {
    await expect(readForwardSettings({ ...right, ...wrong })).rejects.toMatchObject({
      name: 'ConfigurationError',
      message,
    });
  });

  test('allow this machine in a local run alone', async () => {
    const here = { ...right, FORWARD_URL: 'http://127.0.0.1:8080/' };
    await expect(readForwardSettings(here)).rejects.toThrow('FORWARD_URL is');
    expect((await readForwardSettings({ ...here, FORWARD_TO_LOOPBACK: 'allowed' })).target.url.port).toBe(
      '8080',
    );
  });
});
