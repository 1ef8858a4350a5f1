import { spoken } from '../model/language.ts';

/** Texts of the week's report: of the mail on Monday and of `npm run report -- week`. What is counted has its titles in the model. */
export const weekTexts = spoken(
  {
    title: (from: string, to: string, timeZone: string) =>
      `Monday ${from} to Sunday ${to}, beside the week before (${timeZone})`,
    compared: (week: string, before: string, change: string) => `${week}, before ${before} (${change})`,
    visitorsAdded: '(Visitors are each day’s, added up: who comes on two days is counted on both.)',
    gained: 'Opened more often',
    lost: 'Opened less often',
    channels: 'Best marks on codes (ExtInfo)',
    notPassed: 'Reviews not passed',
    andMore: (count: string) => `… and ${count} more`,
    held: 'Needs somebody',
    quarantine: 'pushes nobody could read, in the quarantine',
    dead: (queue: string) => `dead letters of ${queue}`,
    whoHelps: 'They are kept for 14 days. Whoever runs the receiver finds what to do in docs/runbook.md.',
    none: 'none',
    noReason: 'no reason given',
    separator: ': ',
    comma: ', ',
  },
  {
    title: (from, to, timeZone) => `${from}（周一）至 ${to}（周日），与前一周对比（${timeZone}）`,
    compared: (week, before, change) => `${week}，前一周 ${before}（${change}）`,
    visitorsAdded: '（访客为每天人数之和：同一个人在两天都来，两天各计一次。）',
    gained: '打开次数增加最多',
    lost: '打开次数减少最多',
    channels: '最好的渠道（码上的 ExtInfo）',
    notPassed: '未通过审核',
    andMore: (count) => `…… 另有 ${count} 件`,
    held: '需要处理',
    quarantine: '隔离区中无法解析的推送',
    dead: (queue) => `${queue} 的死信`,
    whoHelps: '以上内容保留 14 天。请告知维护接收器的人，处理方法见 docs/runbook.md。',
    none: '无',
    noReason: '没有说明原因',
    separator: '：',
    comma: '，',
  },
);

export type WeekText = (typeof weekTexts)['en'];
