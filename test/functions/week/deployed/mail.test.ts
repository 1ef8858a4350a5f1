import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { periodOf } from '../../../../functions/insights/periods.ts';
import {
  channelCounters,
  counterTitle,
  type DayCounter,
  dayCounters,
} from '../../../../functions/model/counters.ts';
import { addDays, today } from '../../../../functions/model/day.ts';
import type { Words } from '../../../../functions/model/event-type.ts';
import type { WeixinEvent } from '../../../../functions/model/event-types.ts';
import type { Language } from '../../../../functions/model/language.ts';
import { report } from '../../../../lib/commands/report.ts';
import type { Mail } from '../../../../lib/local/aws/mailboxes.ts';
import type { CloudAssembly } from '../../../../lib/local/template/cloud-assembly.ts';
import { writeName } from '../../../../lib/names/write-name.ts';
import { deadLettersOutput } from '../../../../lib/target/outputs.ts';
import { findTarget } from '../../../../lib/target/target.ts';
import { eventPush, fieldsPush } from '../../../../lib/weixin/push.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';
import { sharedAssembly } from '../../../support/engines.ts';
import { type LocalReceiver, startLocalReceiver } from '../../../support/local-receiver.ts';
import { patience } from '../../../support/patience.ts';

const { from, to, before } = periodOf('lastWeek', today('Asia/Shanghai'));
const tea = { KeyStandard: 'ean13', KeyStr: '6901481811083' };
const honey = { KeyStandard: 'qrcode', KeyStr: 'honey-1' };

/** Noon of a day on Shanghai's wall clock, and some seconds, in seconds. */
const at = (day: string, seconds = 0) => String(Date.parse(`${day}T12:00:00+08:00`) / 1000 + seconds);

function opened(product: typeof tea, day: string, times: number, ExtInfo = ''): WeixinEvent[] {
  return Array.from({ length: times }, (_none, place) =>
    sampleEvent('user_scan_product', { ...product, CreateTime: at(day, place), ExtInfo }),
  );
}

const events: readonly WeixinEvent[] = [
  ...opened(tea, before.from, 2, 'shelf'),
  ...opened(tea, from, 3, 'poster'),
  ...opened(tea, to, 1, 'shelf'),
  ...opened(honey, before.to, 2),
  ...opened(honey, to, 1),
  sampleEvent('user_scan_product_enter_session', { ...tea, CreateTime: at(from), ExtInfo: 'poster' }),
  sampleEvent('subscribe', { ...tea, CreateTime: at(from), ExtInfo: 'poster' }),
  sampleEvent('user_scan_product_async', { ...tea, CreateTime: at(before.to), ExtInfo: 'shelf' }),
  sampleEvent('user_scan_product_verify_action', {
    ...honey,
    CreateTime: at(to),
    Result: 'verify_not_pass',
    ReasonMsg: '主图不清晰\n请重新上传',
  }),
  // The day before both weeks and the one behind them.
  ...opened(tea, addDays(before.from, -1), 1),
  ...opened(tea, addDays(to, 1), 1),
];
const unreadable = fieldsPush(
  new Map([
    ['MsgType', 'event'],
    ['Event', 'user_scan_product'],
  ]),
);

/** A line for each counter: those of the events above, and of others that nothing happened. */
function numbers(said: Partial<Record<DayCounter, string>>, nothing: (title: Words) => string): string {
  return dayCounters.map((counter) => said[counter] ?? nothing(counterTitle(counter))).join('\n');
}

function marks(counts: Partial<Record<DayCounter, number>>, language: Language): string[] {
  return channelCounters.map((counter) => `${counterTitle(counter)[language]} ${counts[counter] ?? 0}`);
}

const texts: Readonly<Record<Language, string>> = {
  en: `Monday ${from} to Sunday ${to}, beside the week before (Asia/Shanghai)

${numbers(
  {
    opened: 'Opened: 5, before 4 (+25.0 %)',
    visitors: 'Visitors: 2, before 2 (±0)',
    entered: 'Entered: 1, before 0 (+1)',
    followed: 'Followed: 1, before 0 (+1)',
    located: 'Located: 0, before 1 (−100.0 %)',
  },
  (title) => `${title.en}: 0, before 0 (±0)`,
)}
(Visitors are each day’s, added up: who comes on two days is counted on both.)

Opened more often
- 乌龙茶 (ean13 6901481811083): 4, before 2 (+100.0 %)

Opened less often
- qrcode honey-1: 1, before 2 (−50.0 %)

Best marks on codes (ExtInfo)
- poster: ${marks({ opened: 3, entered: 1, followed: 1 }, 'en').join(', ')}
- shelf: ${marks({ opened: 1 }, 'en').join(', ')}

Reviews not passed
- qrcode honey-1, ${to}: 主图不清晰 请重新上传

Needs somebody
- pushes nobody could read, in the quarantine: 1
- dead letters of subscribe: 1
They are kept for 14 days. Whoever runs the receiver finds what to do in docs/runbook.md.
`,
  zh: `${from}（周一）至 ${to}（周日），与前一周对比（Asia/Shanghai）

${numbers(
  {
    opened: '打开：5，前一周 4（+25.0 %）',
    visitors: '访客：2，前一周 2（±0）',
    entered: '进入公众号：1，前一周 0（+1）',
    followed: '关注：1，前一周 0（+1）',
    located: '定位：0，前一周 1（−100.0 %）',
  },
  (title) => `${title.zh}：0，前一周 0（±0）`,
)}
（访客为每天人数之和：同一个人在两天都来，两天各计一次。）

打开次数增加最多
- 乌龙茶 (ean13 6901481811083)：4，前一周 2（+100.0 %）

打开次数减少最多
- qrcode honey-1：1，前一周 2（−50.0 %）

最好的渠道（码上的 ExtInfo）
- poster：${marks({ opened: 3, entered: 1, followed: 1 }, 'zh').join('，')}
- shelf：${marks({ opened: 1 }, 'zh').join('，')}

未通过审核
- qrcode honey-1，${to}：主图不清晰 请重新上传

需要处理
- 隔离区中无法解析的推送：1
- subscribe 的死信：1
以上内容保留 14 天。请告知维护接收器的人，处理方法见 docs/runbook.md。
`,
};
const subject = `WeixinProductEvents: ${from} - ${to}`;
const addresses = ['shop@example.com', 'owner@example.com'];

/** The stack as it would be synthesized for that language: the bundles are the same. */
async function assemblyIn(language: Language): Promise<CloudAssembly> {
  const assembly = await sharedAssembly({ reportEmail: addresses.join(',') });
  const template = structuredClone(assembly.template);
  for (const { Properties } of Object.values(template.Resources)) {
    const variables = Object(Properties).Environment?.Variables;
    if (variables?.REPORT_LANGUAGE !== undefined) variables.REPORT_LANGUAGE = language;
  }
  return { ...assembly, template };
}

async function happen({ pushUntilAnswered, runFile, sqs, run }: LocalReceiver): Promise<void> {
  const target = await findTarget(undefined, async () => [runFile]);
  await writeName(target, tea, '乌龙茶');
  target.close();
  for (const push of [...events.map((event) => eventPush(event)), unreadable]) {
    expect(await pushUntilAnswered(push)).toMatchObject({ acknowledged: true });
  }
  const QueueUrl = run.outputs[deadLettersOutput('subscribe')];
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
}

async function reported({ runFile }: Pick<LocalReceiver, 'runFile'>, language: Language, ...args: string[]) {
  const written = { printed: '', complained: '' };
  const exitCode = await report(['week', ...args], {
    language,
    findTarget: (stackName) => findTarget(stackName, async () => [runFile]),
    write: (text) => {
      written.printed += text;
    },
    writeError: (text) => {
      written.complained += text;
    },
  });
  return { exitCode, ...written };
}

describe.each(['en', 'zh'] as const)('the mail on Monday, from the bundle through SNS, in %s', (language) => {
  let receiver: LocalReceiver;
  const mails: Mail[] = [];
  let snsIsDown = false;

  beforeAll(async () => {
    receiver = await startLocalReceiver({
      assembly: await assemblyIn(language),
      onMail: (mail) => mails.push(mail),
      intercept: async ({ service }, forward) => {
        if (snsIsDown && service === 'sns') throw new Error('SNS is down');
        return forward();
      },
    });
    await happen(receiver);
    await vi.waitFor(
      async () => expect((await reported(receiver, language)).printed).toBe(texts[language]),
      patience,
    );
  });

  afterAll(() => receiver?.stop());

  it('says what `report -- week` says, once however often the schedule repeats itself', async () => {
    await receiver.run.schedules.fire();
    await receiver.run.schedules.fire();
    expect((await reported(receiver, language, '--send')).printed).toContain(subject);

    // The mail by hand is the last: what the schedule sent has arrived before it.
    await vi.waitFor(() => expect(mails.length).toBeGreaterThanOrEqual(2), patience);
    const expected = { to: addresses, subject, text: texts[language] };
    expect(mails).toEqual([expected, expected]);
    expect(receiver.failures).toEqual([]);
  });

  it('comes from a role that allows nothing the function never does', () => {
    const isOfWeek = ({ functionName }: { functionName: string }) => functionName.includes('WeekMail');
    expect(receiver.run.access.used().filter(isOfWeek)).not.toEqual([]);
    expect(receiver.run.access.unused().filter(isOfWeek)).toEqual([]);
  });

  it('is missed by who asked for it where SNS is down, with the reason', async () => {
    snsIsDown = true;
    const { exitCode, printed, complained } = await reported(receiver, 'en', '--send');
    snsIsDown = false;
    expect([exitCode, printed]).toEqual([1, '']);
    expect(complained).toMatch(/^The mail was not sent: .*socket hang up/);
  });

  it('has its numbers as JSON and as a spreadsheet too', async () => {
    expect(JSON.parse((await reported(receiver, language, '--json')).printed)).toMatchObject({
      week: { from, to },
      before,
      counts: { opened: { week: 5, before: 4 }, located: { week: 0, before: 1 } },
      gained: [{ product: { name: '乌龙茶' }, week: 4, before: 2 }],
      lost: [{ product: { keyStr: 'honey-1' }, week: 1, before: 2 }],
      channels: [{ extInfo: 'poster', opened: 3 }, { extInfo: 'shelf' }],
      notPassed: [{ review: { result: 'verify_not_pass' } }],
      held: { quarantine: 1, dead: [{ queue: 'subscribe', dead: 1 }] },
    });
    expect((await reported(receiver, language, '--csv')).printed).toContain(',"=""6901481811083""",4,2\r\n');
  });
});

it('a receiver without the setting says how to set it', async () => {
  const receiver = await startLocalReceiver();
  try {
    expect(await reported(receiver, 'en', '--send')).toEqual({
      exitCode: 1,
      printed: '',
      complained: 'This local run sends no mail: start it with REPORT_EMAIL=…\n',
    });
  } finally {
    await receiver.stop();
  }
});
