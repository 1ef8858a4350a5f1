import { useMemo } from 'preact/hooks';
import { productCounters } from '../../../../functions/model/counters.ts';
import { daysSpreadsheet } from '../../../report/days-spreadsheet.ts';
import { useRefresh } from '../about.tsx';
import { href } from '../address.tsx';
import type { ProductBackground, ProductName, ProductReport } from '../answers.ts';
import { withQuery } from '../api.ts';
import { CountersChart } from '../charts/counters-chart.tsx';
import { everyDay } from '../every-day.ts';
import { Answered } from '../parts/answered.tsx';
import { CsvButton } from '../parts/csv-button.tsx';
import { DaysTable } from '../parts/days-table.tsx';
import { Funnel } from '../parts/funnel.tsx';
import { ProductBreakdowns } from '../parts/product-breakdowns.tsx';
import { Pushed } from '../parts/pushed.tsx';
import { RangePicker } from '../parts/range-picker.tsx';
import { ReviewBadge } from '../parts/review-badge.tsx';
import { Reviews } from '../parts/reviews.tsx';
import { Tiles } from '../parts/tiles.tsx';
import { useSpeech } from '../text/language.tsx';
import { useAnswer } from '../use-answer.ts';
import { type ChosenRange, useRange } from '../use-range.ts';
import { useTitle } from '../use-title.ts';
import { visible } from '../visible.ts';

/** A product over any range of days. */
export function ProductView({ product }: { readonly product: ProductName }) {
  const { language } = useSpeech();
  const chosen = useRange();
  const { from, to } = chosen.period;
  useTitle(visible(product.keyStr));
  const reading = useAnswer<ProductReport>(withQuery('api/product', { ...product, from, to }), useRefresh());
  const report = reading.answer;
  const isKnown =
    report && (report.review !== null || Object.values(report.totals).some((count) => count > 0));
  return (
    <>
      <div class="heading">
        <h1>
          <span class="code">
            <Pushed value={product.keyStr} />
          </span>{' '}
          <span class="quiet">
            <Pushed value={product.keyStandard} />
          </span>
        </h1>
        {isKnown && <ReviewBadge review={report.review} />}
        {isKnown && (
          <CsvButton
            name={`${product.keyStandard}-${product.keyStr}-${from}-${to}`}
            rows={() => daysSpreadsheet(report.days, language)}
          />
        )}
      </div>
      {isKnown !== false && <RangePicker />}
      <Answered reading={reading}>
        {(answer) => (isKnown ? <Report report={answer} chosen={chosen} /> : <Unknown />)}
      </Answered>
    </>
  );
}

function Unknown() {
  const { text } = useSpeech();
  return (
    <p class="card" role="status">
      {text.productUnknown} <a href={href(['products'])}>{text.allProducts}</a>
    </p>
  );
}

function Report({ report, chosen }: { readonly report: ProductReport; readonly chosen: ChosenRange }) {
  const { text } = useSpeech();
  const { period } = chosen;
  const days = useMemo(() => everyDay(period, report.days), [period, report]);
  const refresh = useRefresh();
  const { keyStandard, keyStr } = report.product;
  const before = useAnswer<ProductReport>(
    withQuery('api/product', { keyStandard, keyStr, ...period.before }),
    // What is over hardly changes.
    60_000,
  );
  const background = useAnswer<ProductBackground>(
    withQuery('api/background', { keyStandard, keyStr }),
    refresh,
  );
  const { reviews = [] } = background.answer ?? {};
  return (
    <>
      <Tiles
        counters={productCounters}
        period={period}
        days={report.days}
        daysBefore={before.answer?.days}
        nameBefore={text.periodBefore(chosen.name)}
      />
      <section class="card">
        <h2>{text.daily}</h2>
        {report.days.length === 0 ? (
          <p class="quiet">{text.nothingCounted}</p>
        ) : (
          <>
            <CountersChart label={text.daily} counters={productCounters} days={days} />
            <DaysTable caption={text.daily} counters={productCounters} days={days} />
          </>
        )}
      </section>
      <div class="columns">
        <Funnel days={report.days} />
        <Reviews reviews={reviews} />
      </div>
      <ProductBreakdowns days={report.days} />
    </>
  );
}
