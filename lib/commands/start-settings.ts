import { failureChoices, forwardChoices } from '../../functions/callback/forward/settings.ts';
import { isEncodingAesKey } from '../../functions/callback/verify/encryption.ts';
import {
  type DynamodbEngineName,
  defaultDynamodbEngine,
  dynamodbEngineNames,
  dynamodbEngineVariable,
} from '../local/engines/dynamodb.ts';
import { readSettings, SettingsError, settingDefaults } from '../stack/settings.ts';
import { defaultPort } from '../target/choose-run.ts';
import type { RunFile } from '../target/run-file.ts';
import { inEachLanguage, type Language, type Spoken } from '../wording/language.ts';
import { startTexts } from '../wording/start.ts';
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
  readonly meaning: Spoken<string>;
}

/** The settings of a local run: the environment variable of each, and what holds without it. */
export const startSettings = {
  port: {
    variable: 'PORT',
    fallback: String(defaultPort),
    meaning: {
      en: 'port of the callback, 0 for any free one; tells local runs apart',
      zh: '回调的端口，0 表示任意空闲端口；用来区分多个本地运行',
    },
  },
  token: {
    variable: accountVariables.token,
    fallback: 'localtoken',
    meaning: { en: 'the Token, 3 to 32 letters and digits', zh: 'Token，3 到 32 个字母和数字' },
  },
  encodingAesKey: {
    variable: accountVariables.encodingAesKey,
    fallback: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
    meaning: { en: 'the EncodingAESKey, 43 letters and digits', zh: 'EncodingAESKey，43 个字母和数字' },
  },
  appId: {
    variable: accountVariables.appId,
    fallback: 'wx5823bf96d3bd56c7',
    meaning: { en: 'the AppID of the Official Account', zh: '公众号的 AppID' },
  },
  encryption: {
    variable: 'WEIXIN_ENCRYPTION',
    fallback: settingDefaults.encryption,
    meaning: { en: 'required, or off for plaintext pushes', zh: 'required，或 off 表示明文推送' },
  },
  maxAgeSeconds: {
    variable: 'WEIXIN_MAX_AGE_SECONDS',
    fallback: settingDefaults.maxAgeSeconds,
    meaning: { en: 'how old a push may be, 0 for no check', zh: '推送最多可以多旧（秒），0 表示不检查' },
  },
  statsTimeZone: {
    variable: 'STATS_TIME_ZONE',
    fallback: settingDefaults.statsTimeZone,
    meaning: { en: 'IANA time zone whose days the statistics use', zh: '统计所用的 IANA 时区' },
  },
  reader: {
    variable: 'READER',
    fallback: 'false',
    meaning: {
      en: 'true serves share links and the read API too',
      zh: 'true 表示同时提供分享链接和读取接口',
    },
  },
  reportEmail: {
    variable: 'REPORT_EMAIL',
    fallback: '',
    meaning: {
      en: 'who gets the mail on Monday, with commas between; it is shown here, not sent',
      zh: '周一周报的收件人，用逗号分隔；只在这里显示，不会真的发送',
    },
  },
  reportLanguage: {
    variable: 'REPORT_LANGUAGE',
    fallback: 'en',
    meaning: { en: 'what that mail is written in: en or zh', zh: '周报的语言：en 或 zh' },
  },
  dynamodbEngine: {
    variable: dynamodbEngineVariable,
    fallback: defaultDynamodbEngine(),
    meaning: {
      en: `what DynamoDB is on this machine: ${dynamodbEngineNames.join(' or ')}`,
      zh: `本机用什么充当 DynamoDB：${dynamodbEngineNames.join(' 或 ')}`,
    },
  },
  forwardUrl: {
    variable: 'FORWARD_URL',
    fallback: '',
    meaning: {
      en: 'your own message server, here or on the internet, that gets the other pushes',
      zh: '你自己的消息服务器（本机或公网），其余推送转发给它',
    },
  },
  forward: {
    variable: 'FORWARD',
    fallback: forwardChoices[0],
    meaning: {
      en: 'others, or all for product events too',
      zh: 'others，或 all 表示商品事件也转发',
    },
  },
  forwardOnFailure: {
    variable: 'FORWARD_ON_FAILURE',
    fallback: failureChoices[0],
    meaning: {
      en: 'what Weixin gets where that server fails: acknowledge, or retry',
      zh: '那台服务器失败时如何应答微信：acknowledge 或 retry',
    },
  },
} as const satisfies Record<string, Setting>;

type SettingName = keyof typeof startSettings;

/** The settings a deployment has too, under their names in the CDK context. */
const deployed = [
  'appId',
  'encryption',
  'maxAgeSeconds',
  'statsTimeZone',
  'reader',
  'reportEmail',
  'reportLanguage',
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
  const problems: Problem[] = [
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
  throw new WrongUseError(inEachLanguage((language) => wrongSettings(problems, language)));
}

/** What the deployment's settings complain of is in English, as at a deployment. */
type Problem = Spoken<string>;

function wrongSettings(problems: readonly Problem[], language: Language): string {
  return [startTexts[language].wrongSettings, ...problems.map((problem) => `  ${problem[language]}`)].join(
    '\n',
  );
}

function expected(name: SettingName, given?: string): Problem {
  const { variable, meaning } = startSettings[name];
  return inEachLanguage((language) => {
    const what = meaning[language];
    return `${variable}=${given === undefined ? what : startTexts[language].insteadOf(what, given)}`;
  });
}

/** A problem of a deployment's settings in the words of a local run's. */
function inVariables(problem: string): Problem {
  const said = deployed.reduce(
    (text, name) => text.replace(`-c ${name}=`, `${startSettings[name].variable}=`),
    problem,
  );
  return { en: said, zh: said };
}
