import { readFile } from 'node:fs/promises';
import { RootConstruct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from '../../../lib/stack/settings.ts';

const appId = 'wx0123456789abcdef';
const certificateArn =
  'arn:aws-cn:acm:cn-north-1:123456789012:certificate/11112222-3333-4444-5555-666677778888';

function read(context: Readonly<Record<string, string>>) {
  const { node } = new RootConstruct();
  for (const [name, value] of Object.entries(context)) node.setContext(name, value);
  return readSettings(node);
}

function complaint(context: Readonly<Record<string, string>>): string {
  try {
    read(context);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return 'none';
}

describe('settings', () => {
  it('are all in the README’s table', async () => {
    const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
    const asked: string[] = [];
    const tryGetContext = (name: string) => {
      asked.push(name);
      return name === 'appId' ? appId : undefined;
    };
    readSettings({ tryGetContext });
    const rows = [...readme.matchAll(/^\| `(\w+)` \| .* \| .* \|$/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual(asked.sort());
  });

  it('need nothing but the AppID', () => {
    expect(read({ appId })).toEqual({
      appId,
      encryption: 'required',
      maxAgeSeconds: 600,
      statsTimeZone: 'Asia/Shanghai',
      name: undefined,
      architecture: 'arm64',
      domain: undefined,
      alarmEmail: undefined,
      profileDays: 0,
      publish: false,
      language: 'en',
      expectPushes: false,
      dashboard: false,
      warmThroughput: undefined,
      reader: false,
      weekMail: undefined,
      forward: undefined,
    });
  });

  it('can all be set', () => {
    const set = {
      appId,
      encryption: 'off',
      maxAgeSeconds: '0',
      statsTimeZone: 'Asia/Urumqi',
      name: 'shop-2',
      architecture: 'x86_64',
      domainName: 'weixin.example.com.cn',
      certificateArn,
      alarmEmail: 'ops@example.com',
      profileDays: '365',
      publish: 'true',
      language: 'zh',
      expectPushes: 'true',
      dashboard: 'true',
      warmThroughput: '12000',
      reader: 'true',
      reportEmail: 'shop@example.com, owner@example.com,shop@example.com',
      reportLanguage: 'en',
      forwardUrl: 'https://old.example.com/wechat.php?own=1',
      forward: 'all',
      forwardOnFailure: 'retry',
    };
    expect(read(set)).toEqual({
      appId,
      encryption: 'off',
      maxAgeSeconds: 0,
      statsTimeZone: 'Asia/Urumqi',
      name: 'shop-2',
      architecture: 'x86_64',
      domain: { name: 'weixin.example.com.cn', certificateArn },
      alarmEmail: 'ops@example.com',
      profileDays: 365,
      publish: true,
      language: 'zh',
      expectPushes: true,
      dashboard: true,
      warmThroughput: 12_000,
      reader: true,
      weekMail: { addresses: ['shop@example.com', 'owner@example.com'], language: 'en' },
      forward: { url: 'https://old.example.com/wechat.php?own=1', what: 'all', onFailure: 'retry' },
    });
  });

  it.each([
    ['appId', ''],
    ['appId', 'gh_0123456789ab'],
    ['encryption', 'on'],
    ['maxAgeSeconds', '10m'],
    ['maxAgeSeconds', '-1'],
    ['statsTimeZone', 'Beijing'],
    ['name', 'my shop'],
    ['name', '2shops'],
    ['name', 'a'.repeat(25)],
    ['architecture', 'arm'],
    ['domainName', 'https://weixin.example.com'],
    ['certificateArn', 'arn:aws:iam::123456789012:server-certificate/x'],
    ['alarmEmail', 'ops'],
    ['alarmEmail', 'ops@example.com,shop@example.com'],
    ['reportEmail', 'shop'],
    ['reportEmail', 'shop@example.com,'],
    ['reportEmail', 'shop@example.com;owner@example.com'],
    ['reportLanguage', 'fr'],
    ['profileDays', 'a year'],
    ['publish', '1'],
    ['language', 'fr'],
    ['expectPushes', 'yes'],
    ['dashboard', 'yes'],
    ['warmThroughput', '3999'],
    ['warmThroughput', '40001'],
    ['warmThroughput', '12k'],
    ['reader', 'yes'],
    ['forward', 'some'],
    ['forwardOnFailure', 'ignore'],
  ])('refuse %s=%s and say what is expected', (name, value) => {
    expect(complaint({ appId, [name]: value })).toMatch(new RegExp(`^  -c ${name}=.+, not "${value}"$`, 'm'));
  });

  it.each([
    ['domainName', 'weixin.example.com'],
    ['certificateArn', certificateArn],
  ])('refuse %s alone: domain and certificate go together', (name, value) => {
    expect(complaint({ appId, [name]: value })).toContain(
      '-c domainName=… and -c certificateArn=… go together',
    );
  });

  it.each([
    'old.example.com',
    'http://old.example.com/secret',
    'https://me:secret@old.example.com/',
    'https://127.0.0.1/secret',
    'https://10.0.0.1/secret',
  ])('refuse forwardUrl=%s without quoting it: its path may be a secret', (forwardUrl) => {
    expect(complaint({ appId, forwardUrl })).toMatch(/^ {2}-c forwardUrl=a .*URL/m);
    expect(complaint({ appId, forwardUrl })).not.toContain('secret');
  });

  it.each([
    ['forward', 'all'],
    ['forwardOnFailure', 'retry'],
  ])('refuse %s=%s where nothing is forwarded', (name, value) => {
    expect(complaint({ appId, [name]: value })).toContain('-c forwardUrl=… is missing');
  });

  it('refuse a language of reports where nobody gets one', () => {
    expect(complaint({ appId, reportLanguage: 'zh' })).toContain('-c reportEmail=… is missing');
  });

  it('tell everything that is wrong at once', () => {
    const lines = complaint({ encryption: 'on', architecture: 'arm', name: '-' }).split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe('Wrong settings:');
  });
});
