/** The steps of a push whose time and failure its line tells. */
export const pushSteps = ['claim', 'send', 'confirm', 'outbox', 'forward'] as const;

export type PushStep = (typeof pushSteps)[number];

const texts = [
  /** API Gateway's name of the request, as the answer's header has it. */
  'requestId',
  'account',
  'event',
  /** Shortened. */
  'openid',
  'createTime',
  'keyStandard',
  'keyStr',
  'outcome',
  /** Why it was refused, quarantined or not taken. */
  'reason',
  /** How forwarding it ended. */
  'forward',
] as const;

type Texts = { readonly [Name in (typeof texts)[number] | `${PushStep}Error`]: string };
type Milliseconds = { readonly [Name in 'totalMs' | `${PushStep}Ms`]: number };

/**
 * The callback function's wide log line: what it did with one push. Written and read by these names alone, here
 * and in the operator's queries (docs/runbook.md, the dashboard).
 */
export type PushFields = Partial<Texts & Milliseconds>;

/** The `message` of the line, which tells it from the other lines of the log. */
export const pushMessage = 'push';

const textFields = [...texts, ...pushSteps.map((step) => `${step}Error` as const)];
const numberFields = ['totalMs' as const, ...pushSteps.map((step) => `${step}Ms` as const)];

/** Every name a push's line may have. */
export const pushFieldNames: readonly string[] = [...textFields, ...numberFields];

/** Reads a push's line, parsed; undefined where it is another one. */
export function readPushLine(line: Readonly<Record<string, unknown>>): PushFields | undefined {
  if (line.message !== pushMessage) return undefined;
  const ofType = (names: readonly string[], type: string) =>
    names.flatMap((name) => (typeof line[name] === type ? [[name, line[name]] as const] : []));
  return Object.fromEntries([...ofType(textFields, 'string'), ...ofType(numberFields, 'number')]);
}
