import { counterTitle, type DayCounter } from '../../functions/model/counters.ts';
import type { Column } from './table.ts';

/** A column of a table that holds what is counted. */
export function countColumn(counter: DayCounter): Column {
  return { header: counterTitle(counter).en, align: 'right' };
}
