import { spoken } from './language.ts';

/** Words that reports, spreadsheets and the page share. What is counted has its titles in the model. */
export const resultTexts = spoken(
  {
    review: 'Review',
    reviewResults: { verify_ok: 'passed', verify_not_pass: 'not passed' } as Readonly<Record<string, string>>,
    reviewNone: 'none yet',
    reason: 'Reason',
    reviewed: 'Reviewed',
    newestEvent: 'Newest event',
    day: 'Day',
    notPushed: 'not pushed',
  },
  {
    review: '审核',
    reviewResults: { verify_ok: '通过', verify_not_pass: '未通过' },
    reviewNone: '暂无结果',
    reason: '原因',
    reviewed: '审核时间',
    newestEvent: '最近事件',
    day: '日期',
    notPushed: '未推送',
  },
);

export type ResultText = (typeof resultTexts)['en'];
