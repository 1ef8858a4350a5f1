import { productCounters } from '../../../../functions/model/counters.ts';
import { daysSpreadsheet } from '../../../report/days-spreadsheet.ts';
import { useAbout, useRefresh } from '../about.tsx';
import { href } from '../address.tsx';
import type { ProductBackground, ProductName, ProductReport } from '../answers.ts';
import { withQuery } from '../api.ts';
import { HoursChart } from '../charts/hours-chart.tsx';
import { Answered } from '../parts/answered.tsx';
import { CsvButton } from '../parts/csv-button.tsx';
import { NameEditor } from '../parts/name-editor.tsx';
import { Pushed } from '../parts/pushed.tsx';
import { RangePicker } from '../parts/range-picker.tsx';
import { ReviewBadge } from '../parts/review-badge.tsx';
import { Reviews } from '../parts/reviews.tsx';
import { Statistics } from '../parts/statistics.tsx';
import { useSpeech } from '../text/language.tsx';
import { useAnswer } from '../use-answer.ts';
import { type ChosenRange, useRange } from '../use-range.ts';
import { useTitle } from '../use-title.ts';
import { visible } from '../visible.ts';

/** A product over any range of days. */
export function ProductView({ product }: { readonly product: ProductName }) {
  const { language } = useSpeech();
  const chosen = useRange();
  const { mayName = false } = useAbout();
  const { from, to } = chosen.period;
  const reading = useAnswer<ProductReport>(withQuery('api/product', { ...product, from, to }), useRefresh());
  const report = reading.answer;
  const name = report?.product.name ?? null;
  useTitle(name ?? visible(product.keyStr));
  const isKnown =
    report &&
    (name !== null || report.review !== null || Object.values(report.totals).some((count) => count > 0));
  return (
    <>
      <div class="heading">
        <h1>
          {name && (
            <>
              <Pushed value={name} />{' '}
            </>
          )}
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
      {isKnown && mayName && <NameEditor product={report.product} onNamed={reading.again} />}
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
  const { keyStandard, keyStr } = report.product;
  const before = useAnswer<ProductReport>(
    withQuery('api/product', { keyStandard, keyStr, ...chosen.period.before }),
    // What is over hardly changes.
    60_000,
  );
  const background = useAnswer<ProductBackground>(
    withQuery('api/background', { keyStandard, keyStr }),
    useRefresh(),
  );
  return (
    <Statistics
      counters={productCounters}
      chosen={chosen}
      report={report}
      daysBefore={before.answer?.days}
      fileName={`${keyStandard}-${keyStr}`}
      beside={<Reviews reviews={background.answer?.reviews ?? []} />}
      hours={
        <section class="card">
          <h2>{text.hours}</h2>
          <HoursChart days={report.days} />
        </section>
      }
    />
  );
}
