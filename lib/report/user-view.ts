import type { Profile, TimelineEvent, UserReport } from '../../functions/insights/answers.ts';
import { isoOfCreateTime } from '../../functions/insights/moment.ts';
import { cut, pageWidth, printable } from './printable.ts';
import { table } from './table.ts';
import type { View } from './view.ts';
import { meaningOf, nameOf, provinceText, timeOf } from './wording.ts';

export function userView(report: UserReport, timeZone: string): View {
  return {
    json: report,
    rows: () => [
      ['event', 'createTime', 'state', 'receivedAt', 'keyStandard', 'keyStr', 'fields'],
      ...report.events.map(({ event, createTime, state, receivedAt, product, fields }) => [
        event,
        createTime,
        state,
        receivedAt ?? '',
        product?.keyStandard ?? '',
        product?.keyStr ?? '',
        JSON.stringify(fields),
      ]),
    ],
    text: () => `${profileText(report, timeZone)}\n${timelineText(report.events, timeZone)}`,
  };
}

function profileText({ openid, profile }: UserReport, timeZone: string): string {
  const lines = [
    openid,
    `Place     ${placeOf(profile)}`,
    `Sex       ${profile.sex === null ? '–' : `${profile.sex} ${meaningOf('sex', profile.sex)}`}`,
    `Region    ${profile.region ? `${profile.region.code} ${provinceText(profile.region.province)}` : '–'}`,
    `Seen      ${timeOf(profile.firstSeen, timeZone)} to ${timeOf(profile.lastSeen, timeZone)}`,
    `Followed  ${followOf(profile, timeZone)}`,
  ];
  return lines.map((line) => `${cut(printable(line).trimEnd(), pageWidth)}\n`).join('');
}

function placeOf({ country, province, city }: Profile): string {
  const known = [country, province, city].filter((part) => part !== null && part !== '');
  return known.length === 0 ? '–' : known.join(' ');
}

function followOf({ followed }: Profile, timeZone: string): string {
  if (followed === null) return '–';
  return `${timeOf(followed.at, timeZone)} from ${nameOf(followed.product)} (${followed.scene})`;
}

function timelineText(events: readonly TimelineEvent[], timeZone: string): string {
  if (events.length === 0) return 'No events in this time.\n';
  return table(
    [{ header: 'When' }, { header: 'Event' }, { header: 'Product' }, { header: 'State' }, { header: 'Says' }],
    events.map(({ createTime, event, product, state, fields }) => [
      timeOf(isoOfCreateTime(createTime), timeZone),
      event,
      product === null ? '–' : nameOf(product),
      state,
      Object.values(fields)
        .filter((value) => value !== '')
        .join(' '),
    ]),
  );
}
