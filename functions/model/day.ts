/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * The calendar day of a moment in an IANA time zone.
 * @param seconds since 1970, such as a CreateTime as it was pushed
 * @throws {RangeError} where the time zone is none
 */
export function dayOf(seconds: number | string, timeZone: string): Day {
  const part = partsOf(seconds, timeZone);
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/**
 * The hour of a moment on the wall clock of an IANA time zone, from `0` to `23`.
 * @param seconds since 1970, such as a CreateTime as it was pushed
 * @throws {RangeError} where the time zone is none
 */
export function hourOf(seconds: number | string, timeZone: string): string {
  return String(Number(partsOf(seconds, timeZone)('hour')));
}

function partsOf(seconds: number | string, timeZone: string) {
  const parts = formatter(timeZone).formatToParts(Number(seconds) * 1000);
  return (type: 'year' | 'month' | 'day' | 'hour') => parts.find((each) => each.type === type)?.value ?? '';
}

/** Today in a time zone. */
export function today(timeZone: string, now: Date = new Date()): Day {
  return dayOf(now.getTime() / 1000, timeZone);
}

/** How many days a day is after 1970-01-01. */
export function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / (24 * 60 * 60 * 1000);
}

/** The day so many days after 1970-01-01. */
export function dayNumbered(number: number): Day {
  return addDays('1970-01-01', number);
}

/** The day so many days later; earlier where the number is negative. */
export function addDays(day: Day, days: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Whether the text is a day of the calendar: 2024-02-30 is not. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}

// Making a formatter costs a hundred times what using it does.
function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(timeZone, made);
  return made;
}
