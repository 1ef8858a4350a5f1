import { useEffect, useState } from 'preact/hooks';

const everyMilliseconds = 10_000;

/** The time, ISO 8601, and again as it goes on. */
export function useNow(): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), everyMilliseconds);
    return () => clearInterval(timer);
  }, []);
  return now;
}
