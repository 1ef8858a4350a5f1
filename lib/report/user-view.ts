import type { Profile, TimelineEvent, UserReport } from '../../functions/insights/answers.ts';
import { isoOfCreateTime } from '../../functions/insights/moment.ts';
import { printable } from '../../functions/model/plain-text.ts';
import type { Spoken } from '../wording/language.ts';
import { secondOf, timeOf } from '../wording/moment.ts';
import { reportTexts } from '../wording/report.ts';
import { cut, inColumns } from './columns.ts';
import { meaningOf, regionText } from './meanings.ts';
import { table } from './table.ts';
import type { Reader, TerminalReader, View } from './view.ts';
import { nameOf } from './wording.ts';

const titleColumns = 9;

/** @param unknown why there is nothing to show, where there is nothing */
export function userView(report: UserReport, unknown?: Spoken<string>): View {
  return {
    json: report,
    rows: ({ language, timeZone }) => {
      const text = reportTexts[language];
      const areNamed = report.events.some(({ product }) => product?.name);
      return [
        [
          ...[text.event, text.when, text.state, text.received, 'KeyStandard', 'KeyStr'],
          ...(areNamed ? [text.name] : []),
          text.fields,
        ],
        ...report.events.map(({ event, createTime, state, receivedAt, product, fields }) => [
          event,
          secondOf(isoOfCreateTime(createTime), timeZone),
          text.states[state],
          receivedAt === null ? '' : secondOf(receivedAt, timeZone),
          product?.keyStandard ?? '',
          { code: product?.keyStr ?? '' },
          ...(areNamed ? [product?.name ?? ''] : []),
          JSON.stringify(fields),
        ]),
      ];
    },
    text: (reader) => `${profileText(report, reader)}\n${timelineText(report.events, reader)}`,
    ...(unknown && { unknown }),
  };
}

function profileText({ openid, profile }: UserReport, reader: TerminalReader): string {
  const { language, timeZone, columns } = reader;
  const text = reportTexts[language];
  const { forgotten, sex, region, firstSeen, lastSeen } = profile;
  const lines = [
    ...(forgotten === null ? [] : [[text.forgotten, text.forgottenUntil(timeOf(forgotten, timeZone))]]),
    [text.place, placeOf(profile)],
    [text.sex, sex === null ? '–' : `${sex} ${meaningOf('sex', sex, language)}`],
    [text.region, region === null ? '–' : `${region.code} ${regionText(region.code, language)}`],
    [text.seen, text.seenBetween(timeOf(firstSeen, timeZone), timeOf(lastSeen, timeZone))],
    [text.followed, followOf(profile, reader)],
  ].map(([title = '', said = '']) => `${inColumns(title, titleColumns)} ${said}`);
  return [openid, ...lines].map((line) => `${cut(printable(line).trimEnd(), columns)}\n`).join('');
}

function placeOf({ country, province, city }: Profile): string {
  const known = [country, province, city].filter((part) => part !== null && part !== '');
  return known.length === 0 ? '–' : known.join(' ');
}

function followOf({ followed }: Profile, { language, timeZone }: Reader): string {
  if (followed === null) return '–';
  const scene = meaningOf('followScene', followed.scene, language) || followed.scene;
  return reportTexts[language].followedFrom(timeOf(followed.at, timeZone), nameOf(followed.product), scene);
}

function timelineText(events: readonly TimelineEvent[], reader: TerminalReader): string {
  const { language, timeZone } = reader;
  const text = reportTexts[language];
  if (events.length === 0) return `${text.noTimeline}\n`;
  return table(
    [
      { header: text.when, least: 16 },
      { header: text.event, least: 16 },
      { header: text.product, least: 16 },
      { header: text.state, leaveOut: 2 },
      { header: text.says, leaveOut: 1 },
    ],
    events.map(({ createTime, event, product, state, fields }) => [
      timeOf(isoOfCreateTime(createTime), timeZone),
      event,
      product === null ? '–' : nameOf(product),
      text.states[state],
      Object.values(fields)
        .filter((value) => value !== '')
        .join(' '),
    ]),
    reader,
  );
}
