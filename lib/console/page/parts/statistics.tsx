import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { type DayCounter, dayBreakdowns } from '../../../../functions/model/counters.ts';
import type { CityCounts, DatedDetails, Origins, UnnamedChannels } from '../answers.ts';
import { CountersChart } from '../charts/counters-chart.tsx';
import type { Counted } from '../counted.ts';
import { everyDay } from '../every-day.ts';
import { useSpeech } from '../text/language.tsx';
import type { ChosenRange } from '../use-range.ts';
import { Bars } from './bars.tsx';
import { Breakdowns } from './breakdowns.tsx';
import { Channels } from './channels.tsx';
import { DaysTable } from './days-table.tsx';
import { Funnel } from './funnel.tsx';
import { Provinces } from './provinces.tsx';
import { Tiles } from './tiles.tsx';

interface StatisticsProps {
  readonly counters: readonly DayCounter[];
  readonly chosen: ChosenRange;
  readonly report: Origins & {
    readonly days: readonly (Counted & DatedDetails)[];
    readonly unnamed: UnnamedChannels;
    /** Of a product. */
    readonly cities?: readonly CityCounts[];
  };
  readonly daysBefore: readonly Counted[] | undefined;
  /** How files are named that are saved. */
  readonly fileName: string;
  readonly hours: ComponentChildren;
  /** What stands beside the funnel. */
  readonly beside?: ComponentChildren;
}

/** Where the province map says the same better. */
const shownOnMap: readonly string[] = ['place', 'region'];

/** All that is counted in a range, of a product or of the whole shop. */
export function Statistics(props: StatisticsProps) {
  const { counters, chosen, report, daysBefore, fileName, hours, beside } = props;
  const { text } = useSpeech();
  const { period, name } = chosen;
  const days = useMemo(() => everyDay(period, report.days), [period, report]);
  const breakdowns = dayBreakdowns.filter((breakdown) => !shownOnMap.includes(breakdown));
  return (
    <>
      <Tiles
        counters={counters}
        period={period}
        days={report.days}
        daysBefore={daysBefore}
        nameBefore={text.periodBefore(name)}
      />
      <section class="card">
        <h2>{text.daily}</h2>
        {report.days.length === 0 ? (
          <p class="quiet">{text.nothingCounted}</p>
        ) : (
          <>
            <CountersChart label={text.daily} counters={counters} days={days} />
            <DaysTable caption={text.daily} counters={counters} days={days} />
          </>
        )}
      </section>
      <div class="columns">
        <Funnel days={report.days} />
        {beside}
      </div>
      <Channels
        days={report.days}
        range={period}
        unnamed={report.unnamed}
        fileName={`channels-${fileName}-${period.from}-${period.to}`}
      />
      {hours}
      <Provinces origins={report} days={report.days} />
      <Breakdowns breakdowns={breakdowns} days={report.days}>
        {report.cities && report.cities.length > 0 && (
          <Bars
            title={text.cities}
            bars={report.cities.map(({ code, zh, located }) => ({ key: code, label: zh, count: located }))}
          />
        )}
      </Breakdowns>
    </>
  );
}
