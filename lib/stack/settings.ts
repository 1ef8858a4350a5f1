import type { Node } from 'constructs';
import { failureChoices, forwardChoices } from '../../functions/callback/forward/settings.ts';
import { type Reach, readTarget, TargetUrlError } from '../../functions/callback/forward/target.ts';
import type { Language } from '../wording/language.ts';

/** What a deployment may set, each as `-c name=value`. */
export interface Settings {
  /** `appId`: the Official Account's AppID, checked inside every encrypted push. */
  readonly appId: string;
  /** `encryption`: `required` refuses plaintext pushes; `off` takes them (the console's plain mode). @default required */
  readonly encryption: 'required' | 'off';
  /** `maxAgeSeconds`: how old a push's timestamp may be, in seconds; 0 switches the check off. @default 600 */
  readonly maxAgeSeconds: number;
  /** `statsTimeZone`: the IANA time zone whose calendar days the statistics use. @default Asia/Shanghai */
  readonly statsTimeZone: string;
  /** `name`: tells the stacks of several Official Accounts apart, 20 characters at most. @default none */
  readonly name: string | undefined;
  /** `architecture`: the functions' processors; x86_64 for regions without arm64. @default arm64 */
  readonly architecture: 'arm64' | 'x86_64';
  /**
   * `domainName` and `certificateArn`: the merchant's own name for the callback, and its ACM certificate
   * in the region deployed to. Both or neither. @default the name API Gateway gives
   */
  readonly domain: { readonly name: string; readonly certificateArn: string } | undefined;
  /** `alarmEmail`: who is written to when an alarm goes off. @default nobody */
  readonly alarmEmail: string | undefined;
  /** `profileDays`: how many days a silent user's profile is kept; 0: for good, until they leave. @default 0 */
  readonly profileDays: number;
  /** `publish`: `true` has workers publish each event to a topic, as they do where there is a handler. @default false */
  readonly publish: boolean;
  /** `language`: what alarm mails are written in. @default en */
  readonly language: Language;
  /** `expectPushes`: `true` alarms after 24 hours without a push. @default false */
  readonly expectPushes: boolean;
  /** `dashboard`: `true` adds a CloudWatch dashboard. @default false */
  readonly dashboard: boolean;
  /**
   * `warmThroughput`: the write units a second the tables are to take at once, above the 4,000 of a new
   * on-demand table. Raising it costs once; it cannot be lowered. @default what a new table takes
   */
  readonly warmThroughput: number | undefined;
  /** `reader`: `true` serves the console to whoever has a share link, and the read API. @default false */
  readonly reader: boolean;
  /** The mail about the week that is over, on Monday. @default there is none */
  readonly weekMail: WeekMailing | undefined;
  /** What becomes of pushes that are no product events. @default they are acknowledged and forgotten */
  readonly forward: Forwarding | undefined;
}

/** The merchant's own message server, and what it gets. */
export interface Forwarding {
  /** `forwardUrl`: where it is. */
  readonly url: string;
  /** `forward`: `others` is what is no product event, `all` product events too. @default others */
  readonly what: (typeof forwardChoices)[number];
  /** `forwardOnFailure`: what Weixin gets where it fails: an empty 200, or a 503. @default acknowledge */
  readonly onFailure: (typeof failureChoices)[number];
}

/** Who gets the mail on Monday, and in which language. */
export interface WeekMailing {
  /** `reportEmail`: addresses with commas between them. */
  readonly addresses: readonly string[];
  /** `reportLanguage`: what it is written in. @default that of alarm mails */
  readonly language: Language;
}

/** What holds where a setting is left out, of a deployment and of a local run. */
export const settingDefaults = {
  encryption: 'required',
  maxAgeSeconds: '600',
  statsTimeZone: 'Asia/Shanghai',
} as const;

/**
 * Write units a second: what a new on-demand table takes, and what an account may have a table warmed to
 * without asking (Amazon DynamoDB developer guide, warm throughput and quotas, 2026).
 */
export const tableWriteUnits = { atFirst: 4000, mostWarmed: 40_000 } as const;

/** Settings that cannot be deployed. The message lists everything that is wrong and how to set it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Wrong settings:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/**
 * Reads the settings from the CDK context.
 * @param reach what pushes may be forwarded to. @default the internet
 * @throws {SettingsError} listing everything that is wrong
 */
export function readSettings(
  node: Pick<Node, 'tryGetContext'>,
  reach: Reach = { loopback: false },
): Settings {
  const problems: string[] = [];
  function read<Text extends string>(
    name: string,
    fallback: Text,
    isValid: (text: string) => text is Text,
    expected: string,
  ): Text {
    const context: unknown = node.tryGetContext(name);
    const text = context === undefined ? fallback : String(context);
    if (isValid(text)) return text;
    problems.push(`-c ${name}=${expected}, not "${text}"`);
    return fallback;
  }
  function choose<Choice extends string>(name: string, fallback: Choice, other: Choice): Choice {
    const isChoice = (text: string): text is Choice => text === fallback || text === other;
    return read(name, fallback, isChoice, `${fallback} or ${other}`);
  }

  const appId = read('appId', '', like(/^wx[0-9a-z]{4,32}$/), 'the AppID of the Official Account (wx…)');
  const encryption = choose<Settings['encryption']>('encryption', settingDefaults.encryption, 'off');
  const maxAge = read<string>(
    'maxAgeSeconds',
    settingDefaults.maxAgeSeconds,
    like(/^\d{1,6}$/),
    'a number of seconds, 0 for no check',
  );
  const statsTimeZone = read<string>(
    'statsTimeZone',
    settingDefaults.statsTimeZone,
    isTimeZone,
    'an IANA time zone',
  );
  // SQS ends a queue's name at 80 characters: the stack's, -on-, an event's and -dlq have to fit.
  const name = read(
    'name',
    '',
    like(/^([A-Za-z][A-Za-z0-9-]{0,19})?$/),
    '20 letters, digits and dashes at most, a letter first',
  );
  const architecture = choose<Settings['architecture']>('architecture', 'arm64', 'x86_64');
  const domainName = read('domainName', '', like(domainPattern), 'a domain name in lower case');
  const certificateArn = read(
    'certificateArn',
    '',
    like(certificatePattern),
    'the ARN of an ACM certificate',
  );
  if (Boolean(domainName) !== Boolean(certificateArn)) {
    problems.push('-c domainName=… and -c certificateArn=… go together: one without the other is no address');
  }
  const alarmEmail = read('alarmEmail', '', isMailAddress, 'an e-mail address');
  const profileDays = read('profileDays', '0', like(/^\d{1,4}$/), 'a number of days, 0 for good');
  const publish = choose<'false' | 'true'>('publish', 'false', 'true') === 'true';
  const language = choose<Language>('language', 'en', 'zh');
  const expectPushes = choose<'false' | 'true'>('expectPushes', 'false', 'true') === 'true';
  const dashboard = choose<'false' | 'true'>('dashboard', 'false', 'true') === 'true';
  const warmThroughput = read(
    'warmThroughput',
    '',
    isWarmThroughput,
    `write units a second, from ${tableWriteUnits.atFirst} to ${tableWriteUnits.mostWarmed}`,
  );
  const reader = choose<'false' | 'true'>('reader', 'false', 'true') === 'true';

  const reportEmail = read('reportEmail', '', isMailList, 'e-mail addresses with commas between them');
  const reportLanguage = choose<Language>('reportLanguage', language, language === 'en' ? 'zh' : 'en');
  if (!reportEmail && reportLanguage !== language) {
    problems.push('-c reportEmail=… is missing: without it nobody gets a report, in whatever language');
  }

  const what = choose<Forwarding['what']>('forward', ...forwardChoices);
  const onFailure = choose<Forwarding['onFailure']>('forwardOnFailure', ...failureChoices);
  const forwardUrl = String(node.tryGetContext('forwardUrl') ?? '');
  problems.push(...problemsOf(forwardUrl, reach));
  if (!forwardUrl && (what !== forwardChoices[0] || onFailure !== failureChoices[0])) {
    problems.push('-c forwardUrl=… is missing: without it nothing is forwarded, whatever is said of how');
  }

  if (problems.length > 0) {
    throw new SettingsError(problems);
  }
  return {
    appId,
    encryption,
    maxAgeSeconds: Number(maxAge),
    statsTimeZone,
    name: name || undefined,
    architecture,
    domain: domainName ? { name: domainName, certificateArn } : undefined,
    alarmEmail: alarmEmail || undefined,
    profileDays: Number(profileDays),
    publish,
    language,
    expectPushes,
    dashboard,
    warmThroughput: warmThroughput ? Number(warmThroughput) : undefined,
    weekMail: reportEmail ? { addresses: addressesIn(reportEmail), language: reportLanguage } : undefined,
    forward: forwardUrl ? { url: forwardUrl, what, onFailure } : undefined,
    reader,
  };
}

/** What is wrong with the URL to forward to, without quoting it: its path may be a secret. */
function problemsOf(forwardUrl: string, reach: Reach): string[] {
  try {
    if (forwardUrl) readTarget(forwardUrl, reach);
    return [];
  } catch (error) {
    if (error instanceof TargetUrlError) return [`-c forwardUrl=${error.message}`];
    throw error;
  }
}

const domainPattern = /^(([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,})?$/;
const certificatePattern = /^(arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-zA-Z-]+)?$/;

function like(pattern: RegExp): (text: string) => text is string {
  return (text): text is string => pattern.test(text);
}

function isMailAddress(text: string): text is string {
  return /^([^\s@,]+@[^\s@,]+\.[^\s@,]+)?$/.test(text);
}

function isMailList(text: string): text is string {
  return (
    text === '' || text.split(',').every((address) => address.trim() !== '' && isMailAddress(address.trim()))
  );
}

/** Each address once: a topic has one subscription of each. */
function addressesIn(list: string): readonly string[] {
  return [...new Set(list.split(',').map((address) => address.trim()))];
}

function isWarmThroughput(text: string): text is string {
  const units = Number(text);
  return (
    text === '' ||
    (/^\d+$/.test(text) && units >= tableWriteUnits.atFirst && units <= tableWriteUnits.mostWarmed)
  );
}

function isTimeZone(text: string): text is string {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: text }));
  } catch {
    return false;
  }
}
