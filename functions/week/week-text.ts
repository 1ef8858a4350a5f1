import type { NamedProduct } from '../insights/answers.ts';
import { channelCounters, counterTitle, dayCounters } from '../model/counters.ts';
import { dayOf } from '../model/day.ts';
import type { Language } from '../model/language.ts';
import { count, printable } from '../model/plain-text.ts';
import type { Compared, ComparedProduct, WeekReport } from './read-week.ts';
import { type WeekText, weekTexts } from './wording.ts';

/** For whom a week is put into words. */
export interface WeekReader {
  readonly language: Language;
  /** The IANA time zone of the statistics. */
  readonly timeZone: string;
}

/** Characters of a pushed text that are enough to know it by. */
const longest = 120;

/** A week as plain text, a fact a line: mails are read in proportional letters, where columns would not stand. */
export function weekText(report: WeekReport, { language, timeZone }: WeekReader): string {
  const text = weekTexts[language];
  const { week, gained, lost } = report;
  const products = (changed: readonly ComparedProduct[]) =>
    changed.map((each) => line(productName(each.product), comparedText(each, text), text));
  const held = heldLines(report, text);
  return [
    `${text.title(week.from, week.to, timeZone)}\n\n`,
    ...dayCounters.map(
      (counter) =>
        `${line(counterTitle(counter)[language], comparedText(report.counts[counter], text), text)}\n`,
    ),
    `${text.visitorsAdded}\n`,
    section(text.gained, products(gained), text),
    section(text.lost, products(lost), text),
    section(text.channels, channelLines(report, text, language), text),
    section(text.notPassed, reviewLines(report, text, timeZone), text),
    section(text.held, held, text),
    ...(held.length > 0 ? [`${text.whoHelps}\n`] : []),
  ].join('');
}

function section(title: string, lines: readonly string[], text: WeekText): string {
  if (lines.length === 0) return `\n${line(title, text.none, text)}\n`;
  return `\n${title}\n${lines.map((each) => `- ${each}\n`).join('')}`;
}

function line(name: string, value: string, { separator }: WeekText): string {
  return `${name}${separator}${value}`;
}

function comparedText({ week, before }: Compared, text: WeekText): string {
  return text.compared(count(week), count(before), changeText(week, before));
}

/** A change in percent; where there was nothing before, by how many. */
function changeText(week: number, before: number): string {
  if (week === before) return '±0';
  const sign = week > before ? '+' : '−';
  const size = Math.abs(week - before);
  return before === 0 ? `${sign}${count(size)}` : `${sign}${((100 * size) / before).toFixed(1)} %`;
}

function channelLines({ channels }: WeekReport, text: WeekText, language: Language): readonly string[] {
  return channels.map(({ extInfo, ...counts }) => {
    const brought = channelCounters.map(
      (counter) => `${counterTitle(counter)[language]} ${count(counts[counter])}`,
    );
    return line(short(extInfo), brought.join(text.comma), text);
  });
}

function reviewLines(
  { notPassed, notPassedInAll }: WeekReport,
  text: WeekText,
  timeZone: string,
): readonly string[] {
  const lines = notPassed.map(({ product, review }) => {
    const day = review && dayOf(Date.parse(review.at) / 1000, timeZone);
    const named = [productName(product), ...(day ? [day] : [])].join(text.comma);
    return line(named, short(review?.reasonMsg || text.noReason), text);
  });
  const left = notPassedInAll - notPassed.length;
  return left > 0 ? [...lines, text.andMore(count(left))] : lines;
}

function heldLines({ held: { quarantine, dead } }: WeekReport, text: WeekText): readonly string[] {
  return [
    ...(quarantine > 0 ? [line(text.quarantine, count(quarantine), text)] : []),
    ...dead.map((each) => line(text.dead(each.queue), count(each.dead), text)),
  ];
}

/** By the merchant's own name, where there is one, and Weixin's. */
function productName({ name, keyStandard, keyStr }: NamedProduct): string {
  const code = `${short(keyStandard)} ${short(keyStr)}`;
  return name === null ? code : `${short(name)} (${code})`;
}

/** In one line, whatever lines it was pushed in. */
function short(text: string): string {
  const shown = printable(text.replace(/\s+/g, ' '));
  return shown.length > longest ? `${shown.slice(0, longest).toWellFormed()}…` : shown;
}
