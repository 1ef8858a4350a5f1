import type { Node } from 'constructs';

/** What a deployment may set, each as `-c name=value`. */
export interface Settings {
  /** The Official Account's AppID, checked inside every encrypted push. */
  readonly appId: string;
  /** `required` refuses plaintext pushes; `off` takes them (the console's plain mode). @default required */
  readonly encryption: 'required' | 'off';
  /** How old a push's timestamp may be, in seconds; 0 switches the check off. @default 600 */
  readonly maxAgeSeconds: number;
  /** The IANA time zone whose calendar days the statistics use. @default Asia/Shanghai */
  readonly statsTimeZone: string;
  /** Tells the stacks of several Official Accounts apart. @default none */
  readonly name: string | undefined;
}

/** Settings that cannot be deployed. The message lists everything that is wrong and how to set it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Reads the settings from the CDK context.
 * @throws {SettingsError} listing everything that is wrong
 */
export function readSettings(node: Node): Settings {
  const problems: string[] = [];
  const read = (name: string, fallback: string, isValid: (text: string) => boolean, expected: string) => {
    const context: unknown = node.tryGetContext(name);
    const text = context === undefined ? fallback : String(context);
    if (!isValid(text)) problems.push(`-c ${name}=${expected}, not "${text}"`);
    return text;
  };
  const appId = read(
    'appId',
    '',
    (text) => /^wx[0-9a-z]{4,32}$/.test(text),
    'the AppID of the Official Account (wx…)',
  );
  const encryption = read('encryption', 'required', isEncryption, 'required or off');
  const maxAge = read(
    'maxAgeSeconds',
    '600',
    (text) => /^\d{1,6}$/.test(text),
    'a number of seconds, 0 for no check',
  );
  const statsTimeZone = read('statsTimeZone', 'Asia/Shanghai', isTimeZone, 'an IANA time zone');
  const name = read(
    'name',
    '',
    (text) => /^([A-Za-z][A-Za-z0-9-]{0,40})?$/.test(text),
    'letters, digits and dashes',
  );
  if (problems.length > 0 || !isEncryption(encryption)) {
    throw new SettingsError(`Wrong settings:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
  return { appId, encryption, maxAgeSeconds: Number(maxAge), statsTimeZone, name: name || undefined };
}

function isEncryption(text: string): text is Settings['encryption'] {
  return text === 'required' || text === 'off';
}

function isTimeZone(text: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: text }));
  } catch {
    return false;
  }
}
