const formatters = new Map<string, Intl.DateTimeFormat>();

/** An ISO 8601 moment on the wall clock of a time zone, to the minute; a dash where there is none. */
export function timeOf(iso: string | null, timeZone: string): string {
  return iso === null ? '–' : formatter(timeZone, 'short').format(new Date(iso));
}

/** The same to the second. */
export function secondOf(iso: string | null, timeZone: string): string {
  return iso === null ? '–' : formatter(timeZone, 'medium').format(new Date(iso));
}

// Making a formatter costs a hundred times what using it does.
function formatter(timeZone: string, timeStyle: 'short' | 'medium'): Intl.DateTimeFormat {
  const key = `${timeStyle} ${timeZone}`;
  // Swedish writes dates as ISO 8601 does.
  const made =
    formatters.get(key) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle });
  formatters.set(key, made);
  return made;
}
