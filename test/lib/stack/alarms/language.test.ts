import { expect, it } from 'vitest';
import { resources, templateOf } from '../../../support/stack.ts';

interface AlarmProperties {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
}

const everything = { expectPushes: 'true', forwardUrl: 'https://example.com/wechat' };

function descriptions(context: Readonly<Record<string, string>>): readonly string[] {
  const alarms = resources<AlarmProperties>(
    templateOf({ ...everything, ...context }),
    'AWS::CloudWatch::Alarm',
  );
  return [...alarms.values()].map(({ AlarmDescription }) => AlarmDescription);
}

const chinese = /\p{Script=Han}/u;

it('alarm mails are in English, or with -c language=zh in Chinese, each with its way into the runbook', () => {
  const inEnglish = descriptions({});
  const inChinese = descriptions({ language: 'zh' });

  expect(inEnglish.filter((description) => chinese.test(description))).toEqual([]);
  expect(inChinese.filter((description) => !chinese.test(description))).toEqual([]);
  const sections = (texts: readonly string[]) =>
    texts.map((text) => /docs\/runbook\.md#[\w-]+$/.exec(text)?.[0]);
  expect(sections(inChinese)).toEqual(sections(inEnglish));
});
