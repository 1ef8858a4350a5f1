import type { Period } from '../../../../functions/insights/periods.ts';
import { type DayCounter, totalCounters } from '../../../../functions/model/counters.ts';
import { useAbout, useFormats } from '../about.tsx';
import { compare } from '../comparison.ts';
import { type Counted, totalOf } from '../counted.ts';
import { useSpeech } from '../text/language.tsx';
import { useTitles } from '../titles.ts';
import { useNow } from '../use-now.ts';
import { Tile } from './tile.tsx';

interface TilesProps {
  readonly counters: readonly DayCounter[];
  readonly period: Period;
  readonly days: readonly Counted[];
  /** Those of the period before; undefined while they are not known. */
  readonly daysBefore: readonly Counted[] | undefined;
  /** How the period before is called, such as `yesterday`. */
  readonly nameBefore: string;
}

/** The totals of a period, each beside the one before. */
export function Tiles({ counters, period, days, daysBefore, nameBefore }: TilesProps) {
  const { text } = useSpeech();
  const titles = useTitles();
  const { share, hour } = useFormats();
  const { today } = useAbout();
  const now = useNow();
  const opened = totalOf(days, 'opened');
  const noteOn = (counter: DayCounter) => {
    if (counter === 'opened') return {};
    if (counter === 'visitors') return period.from === period.to ? {} : { note: text.visitorsOfDays };
    // Who leaves the account need never have opened a product.
    if (!totalCounters.some((each) => each === counter)) return {};
    return { note: text.ofOpened(share(totalOf(days, counter), opened)) };
  };
  return (
    <dl class="tiles">
      {counters.map((counter) => (
        <Tile
          key={counter}
          name={titles.counter(counter)}
          value={totalOf(days, counter)}
          {...noteOn(counter)}
          {...(counter === 'visitors' ? { hint: text.visitorsHint } : {})}
          {...(daysBefore && {
            compared: {
              name: nameBefore,
              with: compare(counter, { days, daysBefore, period, today, hour: hour(now) }),
            },
          })}
        />
      ))}
    </dl>
  );
}
