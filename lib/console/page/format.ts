import type { Language } from './text/language.tsx';

const locales = { zh: 'zh-CN', en: 'en-GB' } as const satisfies Record<Language, string>;

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
  return {
    number: (value: number) => number.format(value),
    /** A share of a whole; a dash where there is no whole. */
    share: (part: number, whole: number) => (whole > 0 ? percent.format(part / whole) : '–'),
    moment: (value: string | number) => formatted(moment, value),
    clock: (value: string | number) => formatted(clock, value),
  };
}

/** An ISO 8601 text, or seconds since 1970 as a number or in digits; anything else stays as it is. */
function formatted(format: Intl.DateTimeFormat, value: string | number): string {
  const seconds = typeof value === 'number' || /^\d+$/.test(value);
  const date = new Date(seconds ? Number(value) * 1000 : value);
  return Number.isNaN(date.getTime()) ? String(value) : format.format(date);
}

export type Formats = ReturnType<typeof formats>;
