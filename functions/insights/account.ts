import type { AccountReport } from './answers.ts';
import { readAccountDays } from './days.ts';
import { originsOf } from './origins.ts';
import type { DayRange, InsightsSource } from './source.ts';

/** The account's days, where its events come from, and how many channels it cannot name. */
export async function readAccount(source: InsightsSource, range: DayRange): Promise<AccountReport> {
  const { days, unnamed } = await readAccountDays(source, range);
  return { days, ...originsOf(days), unnamed };
}
