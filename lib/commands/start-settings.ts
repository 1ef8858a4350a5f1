import { failureChoices, forwardChoices } from '../../functions/callback/forward/settings.ts';
import { isEncodingAesKey } from '../../functions/callback/verify/encryption.ts';
import {
  type DynamodbEngineName,
  defaultDynamodbEngine,
  dynamodbEngineNames,
  dynamodbEngineVariable,
} from '../local/engines/dynamodb.ts';
import { readSettings, SettingsError, settingDefaults } from '../stack/settings.ts';
import type { RunFile } from '../target/run-file.ts';
import { accountVariables } from './push-target.ts';
import { WrongUseError } from './wrong-use.ts';

/** What `npm start` runs. */
export interface StartSettings {
  readonly port: number;
  readonly dynamodbEngine: DynamodbEngineName;
  readonly weixin: RunFile['weixin'];
  /** What `-c name=value` would set at a deployment. */
  readonly context: Readonly<Record<string, string>>;
}

interface Setting {
  readonly variable: string;
  readonly fallback: string;
  readonly meaning: string;
}

/** The settings of a local run: the environment variable of each, and what holds without it. */
export const startSettings = {
  port: { variable: 'PORT', fallback: '3000', meaning: 'port of the callback, 0 for any free one' },
  token: {
    variable: accountVariables.token,
    fallback: 'localtoken',
    meaning: 'the Token, 3 to 32 letters and digits',
  },
  encodingAesKey: {
    variable: accountVariables.encodingAesKey,
    fallback: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
    meaning: 'the EncodingAESKey, 43 letters and digits',
  },
  appId: {
    variable: accountVariables.appId,
    fallback: 'wx5823bf96d3bd56c7',
    meaning: 'the AppID of the Official Account',
  },
  encryption: {
    variable: 'WEIXIN_ENCRYPTION',
    fallback: settingDefaults.encryption,
    meaning: 'required, or off for plaintext pushes',
  },
  maxAgeSeconds: {
    variable: 'WEIXIN_MAX_AGE_SECONDS',
    fallback: settingDefaults.maxAgeSeconds,
    meaning: 'how old a push may be, 0 for no check',
  },
  statsTimeZone: {
    variable: 'STATS_TIME_ZONE',
    fallback: settingDefaults.statsTimeZone,
    meaning: 'IANA time zone whose days the statistics use',
  },
  dynamodbEngine: {
    variable: dynamodbEngineVariable,
    fallback: defaultDynamodbEngine(),
    meaning: dynamodbEngineNames.join(' or '),
  },
  forwardUrl: {
    variable: 'FORWARD_URL',
    fallback: '',
    meaning: 'your own message server, here or on the internet, that gets the other pushes',
  },
  forward: {
    variable: 'FORWARD',
    fallback: forwardChoices[0],
    meaning: 'others, or all for product events too',
  },
  forwardOnFailure: {
    variable: 'FORWARD_ON_FAILURE',
    fallback: failureChoices[0],
    meaning: 'what Weixin gets where that server fails: acknowledge, or retry',
  },
} as const satisfies Record<string, Setting>;

type SettingName = keyof typeof startSettings;

/** The settings a deployment has too, under their names in the CDK context. */
const deployed = [
  'appId',
  'encryption',
  'maxAgeSeconds',
  'statsTimeZone',
  'forwardUrl',
  'forward',
  'forwardOnFailure',
] as const satisfies SettingName[];

/**
 * Reads the settings from the environment.
 * @throws {WrongUseError} listing everything that is wrong, no secret among it
 */
export function readStartSettings(environment: Readonly<Record<string, string | undefined>>): StartSettings {
  const read = (name: SettingName) =>
    environment[startSettings[name].variable] || startSettings[name].fallback;
  const [port, token, encodingAesKey] = [read('port'), read('token'), read('encodingAesKey')];
  const dynamodbEngine = dynamodbEngineNames.find((name) => name === read('dynamodbEngine'));
  const context = Object.fromEntries(deployed.map((name) => [name, read(name)]));
  const problems = [
    ...(/^\d{1,5}$/.test(port) && Number(port) < 65_536 ? [] : [expected('port', port)]),
    ...(/^[A-Za-z0-9]{3,32}$/.test(token) ? [] : [expected('token')]),
    ...(isEncodingAesKey(encodingAesKey) ? [] : [expected('encodingAesKey')]),
    ...(dynamodbEngine ? [] : [expected('dynamodbEngine', read('dynamodbEngine'))]),
  ];
  try {
    const { appId, encryption } = readSettings(
      { tryGetContext: (name) => context[name] },
      { loopback: true },
    );
    if (problems.length === 0 && dynamodbEngine) {
      return {
        port: Number(port),
        dynamodbEngine,
        weixin: { appId, token, encodingAesKey, encryption },
        context,
      };
    }
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    problems.push(...error.problems.map(inVariables));
  }
  throw new WrongUseError(`Wrong settings:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
}

function expected(name: SettingName, given?: string): string {
  const { variable, meaning } = startSettings[name];
  return `${variable}=${meaning}${given === undefined ? '' : `, not "${given}"`}`;
}

/** A problem of a deployment's settings in the words of a local run's. */
function inVariables(problem: string): string {
  return deployed.reduce(
    (text, name) => text.replace(`-c ${name}=`, `${startSettings[name].variable}=`),
    problem,
  );
}
