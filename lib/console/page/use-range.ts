import { useMemo } from 'preact/hooks';
import {
  freePeriod,
  type Period,
  type PeriodName,
  periodNames,
  periodOf,
} from '../../../functions/insights/periods.ts';
import { isDay } from '../../../functions/model/day.ts';
import { useAbout } from './about.tsx';
import { changeSettings, useAddress } from './address.tsx';

export interface ChosenRange {
  readonly period: Period;
  /** Undefined where the days were picked one by one. */
  readonly name: PeriodName | undefined;
}

const usual: PeriodName = 'last30';

/** The range that the address names, and whatever today is: a named one moves on with the days. */
export function useRange(): ChosenRange {
  const { today } = useAbout();
  const { range = usual } = useAddress().query;
  return useMemo(() => readRange(range, today), [range, today]);
}

export function chooseRange(name: PeriodName): void {
  changeSettings({ range: name === usual ? undefined : name, page: undefined }, 'step');
}

export function chooseDays(from: string, to: string): void {
  changeSettings({ range: `${from}..${to}`, page: undefined }, 'step');
}

function readRange(text: string, today: string): ChosenRange {
  const name = periodNames.find((each) => each === text);
  if (name) return { period: periodOf(name, today), name };
  const [from = '', to = ''] = text.split('..', 2);
  if (isDay(from) && isDay(to) && from <= to && to <= today) {
    return { period: freePeriod(from, to), name: undefined };
  }
  return { period: periodOf(usual, today), name: usual };
}
