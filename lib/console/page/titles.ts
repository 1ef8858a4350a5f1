import { useMemo } from 'preact/hooks';
import {
  breakdownTitle,
  counterTitle,
  type DayBreakdown,
  type DayCounter,
} from '../../../functions/model/counters.ts';
import { useSpeech } from './text/language.tsx';

export interface Titles {
  readonly counter: (counter: DayCounter) => string;
  readonly breakdown: (breakdown: DayBreakdown) => string;
}

/** What counters and breakdowns are called. */
export function useTitles(): Titles {
  const { say } = useSpeech();
  return useMemo(
    () => ({
      counter: (counter) => say(counterTitle(counter)),
      breakdown: (breakdown) => say(breakdownTitle(breakdown)),
    }),
    [say],
  );
}
