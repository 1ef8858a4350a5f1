import { useMemo, useState } from 'preact/hooks';
import { sumOfDays } from '../../../../functions/insights/sums.ts';
import { type ProductCounter, productCounters } from '../../../../functions/model/counters.ts';
import { daysSpreadsheet } from '../../../report/days-spreadsheet.ts';
import { useAbout, useFormats, useRefresh } from '../about.tsx';
import type { ProductBackground, ProductName, ProductReport } from '../answers.ts';
import { DaysChart } from '../charts/days-chart.tsx';
import { everyDay } from '../every-day.ts';
import { Answered } from '../parts/answered.tsx';
import { CsvButton } from '../parts/csv-button.tsx';
import { DaysTable } from '../parts/days-table.tsx';
import { Funnel } from '../parts/funnel.tsx';
import { ProductBreakdowns } from '../parts/product-breakdowns.tsx';
import { type Range, type RangeChoice, RangePicker, rangeOf } from '../parts/range-picker.tsx';
import { ReviewBadge } from '../parts/review-badge.tsx';
import { Reviews } from '../parts/reviews.tsx';
import { Tile } from '../parts/tile.tsx';
import { useSpeech } from '../text/language.tsx';
import { useAnswer, withQuery } from '../use-answer.ts';

/** A product over any range of days. */
export function ProductView({ product }: { readonly product: ProductName }) {
  const { today } = useAbout();
  const [choice, setChoice] = useState<RangeChoice>(30);
  const range = useMemo(() => rangeOf(choice, today), [choice, today]);
  const reading = useAnswer<ProductReport>(withQuery('api/product', { ...product, ...range }), useRefresh());
  const report = reading.answer;
  return (
    <>
      <div class="heading">
        <h1>
          <span class="code">{product.keyStr}</span> <span class="quiet">{product.keyStandard}</span>
        </h1>
        {report && <ReviewBadge review={report.review} />}
        {report && (
          <CsvButton
            name={`${product.keyStandard}-${product.keyStr}-${range.from}-${range.to}`}
            rows={() => daysSpreadsheet(report.days)}
          />
        )}
      </div>
      <RangePicker choice={choice} today={today} onChange={setChoice} />
      <Answered reading={reading}>{(answer) => <Report report={answer} range={range} />}</Answered>
    </>
  );
}

function Report({ report, range }: { readonly report: ProductReport; readonly range: Range }) {
  const { text } = useSpeech();
  const { share } = useFormats();
  const days = useMemo(() => everyDay(range, report.days), [range, report]);
  const background = useAnswer<ProductBackground>(
    withQuery('api/background', { ...report.product }),
    useRefresh(),
  );
  const { reviews = [], extInfos = [] } = background.answer ?? {};
  const totals = useMemo(() => sumOfDays(days, productCounters), [days]);
  const noteOn = (name: ProductCounter) => {
    if (name === 'opened') return {};
    if (name === 'visitors') return { note: text.visitorsOfDays };
    return { note: text.ofOpened(share(totals[name], totals.opened)) };
  };
  const dates = useMemo(() => days.map(({ date }) => date), [days]);
  const series = useMemo(
    () =>
      (['opened', 'visitors'] as const).map((name) => ({
        name: text[name],
        colour: name,
        values: days.map((day) => day[name]),
      })),
    [days, text],
  );
  return (
    <>
      <dl class="tiles">
        {productCounters.map((name) => (
          <Tile key={name} name={text[name]} value={totals[name]} {...noteOn(name)} />
        ))}
      </dl>
      <section class="card">
        <h2>{text.daily}</h2>
        <DaysChart label={text.daily} dates={dates} series={series} />
        <DaysTable caption={text.daily} days={days} />
      </section>
      <div class="columns">
        <Funnel totals={totals} />
        <Reviews reviews={reviews} />
      </div>
      <ProductBreakdowns days={days} />
      {extInfos.length > 0 && (
        <section class="card">
          <h2>{text.extInfo}</h2>
          <ul class="choices">
            {extInfos.map((extInfo) => (
              <li class="badge" key={extInfo}>
                {extInfo}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
