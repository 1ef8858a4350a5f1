import type { Language } from './text/language.tsx';

const locales = { zh: 'zh-CN', en: 'en-GB' } as const satisfies Record<Language, string>;

/** Units of time, the longest first, in seconds. */
const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Numbers and moments as the language writes them. */
export function formats(language: Language, timeZone?: string) {
  const locale = locales[language];
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const zone = timeZone === undefined ? {} : { timeZone };
  const moment = new Intl.DateTimeFormat(locale, { ...zone, dateStyle: 'medium', timeStyle: 'medium' });
  const clock = new Intl.DateTimeFormat(locale, { ...zone, timeStyle: 'medium' });
  const day = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  });
  const hour = new Intl.DateTimeFormat('en-GB', { ...zone, hour: '2-digit', hourCycle: 'h23' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return {
    number: (value: number) => number.format(value),
    /** A share of a whole; a dash where there is no whole. */
    share: (part: number, whole: number) => (whole > 0 ? percent.format(part / whole) : '–'),
    moment: (value: string | number) => formatted(moment, value),
    clock: (value: string | number) => formatted(clock, value),
    /** A calendar day, `YYYY-MM-DD`, with its weekday. */
    day: (value: string) => formatted(day, `${value}T00:00:00Z`),
    /** The hour of a moment, 0 to 23. */
    hour: (value: string) => Number(hour.format(new Date(value))),
    /** How long before `now` an ISO 8601 moment was. */
    ago: (value: string, now: string) => {
      const seconds = Math.max(0, (Date.parse(now) - Date.parse(value)) / 1000);
      const [unit, length] = units.find(([, least]) => seconds >= least) ?? ['second', 1];
      return relative.format(-Math.floor(seconds / length), unit);
    },
  };
}

/** An ISO 8601 text, or seconds since 1970 as a number or in digits; anything else stays as it is. */
function formatted(format: Intl.DateTimeFormat, value: string | number): string {
  const seconds = typeof value === 'number' || /^\d+$/.test(value);
  const date = new Date(seconds ? Number(value) * 1000 : value);
  return Number.isNaN(date.getTime()) ? String(value) : format.format(date);
}

export type Formats = ReturnType<typeof formats>;
