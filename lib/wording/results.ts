import { spoken } from './language.ts';

/** Words that reports, spreadsheets and the page share. What is counted has its titles in the model. */
export const resultTexts = spoken(
  {
    product: 'Product',
    day: 'Day',
    lastActivity: 'Newest event',
    notPushed: 'not stated',
    province: 'Province',

    review: 'Review',
    reviewResults: { verify_ok: 'passed', verify_not_pass: 'not passed' } as Readonly<Record<string, string>>,
    reviewNone: 'none yet',
    reason: 'Reason',
    reviewed: 'Reviewed',

    openid: 'openid',
    sex: 'Sex',
    forgotten: 'Forgotten',
    forgottenUntil: (time: string) => `what happened until ${time}: they unfollowed, or asked for it`,
    event: 'Event',
    state: 'State',
    states: {
      counted: 'counted',
      enqueued: 'enqueued',
      outbox: 'in the outbox',
      claimed: 'claimed',
    },
    fields: 'Fields',

    waiting: 'Waiting',
    inFlight: 'In flight',
    dead: 'Dead',
    outbox: 'Outbox',
    quarantine: 'Quarantine',
    forwarded: 'Forwarded',
  },
  {
    product: '商品',
    day: '日期',
    lastActivity: '最近事件',
    notPushed: '未填写',
    province: '省份',

    review: '审核',
    reviewResults: { verify_ok: '通过', verify_not_pass: '未通过' },
    reviewNone: '暂无结果',
    reason: '原因',
    reviewed: '审核时间',

    openid: 'openid',
    sex: '性别',
    forgotten: '已遗忘',
    forgottenUntil: (time) => `${time} 及之前的内容：此人已取消关注，或要求遗忘`,
    event: '事件',
    state: '状态',
    states: { counted: '已计数', enqueued: '已入队', outbox: '在发件箱', claimed: '已登记' },
    fields: '字段',

    waiting: '等待',
    inFlight: '处理中',
    dead: '死信',
    outbox: '发件箱',
    quarantine: '隔离区',
    forwarded: '已转发',
  },
);

export type ResultText = (typeof resultTexts)['en'];
