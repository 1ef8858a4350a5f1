import { useMemo, useState } from 'preact/hooks';
import { useAbout, useFormats } from '../about.tsx';
import type { ProductBackground, ProductName, ProductReport } from '../answers.ts';
import { DaysChart } from '../charts/days-chart.tsx';
import { FunnelChart } from '../charts/funnel-chart.tsx';
import { everyDay } from '../every-day.ts';
import { Answered } from '../parts/answered.tsx';
import { CsvButton } from '../parts/csv-button.tsx';
import { DaysTable } from '../parts/days-table.tsx';
import { ProductBreakdowns } from '../parts/product-breakdowns.tsx';
import { lastDays, type Range, RangePicker } from '../parts/range-picker.tsx';
import { ReviewBadge } from '../parts/review-badge.tsx';
import { Reviews } from '../parts/reviews.tsx';
import { Tile } from '../parts/tile.tsx';
import { productCsv } from '../product-csv.ts';
import { useSpeech } from '../text/language.tsx';
import { useAnswer, withQuery } from '../use-answer.ts';

/** A product over any range of days. */
export function ProductView({ product }: { readonly product: ProductName }) {
  const { today, stack } = useAbout();
  const [range, setRange] = useState(lastDays(30, today));
  const reading = useAnswer<ProductReport>(
    withQuery('api/product', { ...product, ...range }),
    stack === undefined ? 3000 : 30_000,
  );
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
            rows={() => productCsv(report)}
          />
        )}
      </div>
      <RangePicker range={range} today={today} onChange={setRange} />
      <Answered reading={reading}>{(answer) => <Report report={answer} range={range} />}</Answered>
    </>
  );
}

const tiles = ['opened', 'visitors', 'entered', 'followed', 'located'] as const;

function Report({ report, range }: { readonly report: ProductReport; readonly range: Range }) {
  const { text } = useSpeech();
  const { share, number } = useFormats();
  const days = useMemo(() => everyDay(range, report.days), [range, report]);
  const background = useAnswer<ProductBackground>(withQuery('api/background', { ...report.product }));
  const { reviews = [], extInfos = [] } = background.answer ?? {};
  const totals = useMemo(() => {
    const sum = (name: (typeof tiles)[number]) => days.reduce((all, day) => all + day[name], 0);
    return {
      opened: sum('opened'),
      visitors: sum('visitors'),
      entered: sum('entered'),
      followed: sum('followed'),
      located: sum('located'),
    };
  }, [days]);
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
  const steps = useMemo(
    () =>
      (['opened', 'entered', 'followed'] as const).map((name) => ({
        name: text[name],
        colour: name,
        value: totals[name],
        note:
          name === 'opened'
            ? number(totals[name])
            : `${number(totals[name])}  ${share(totals[name], totals.opened)}`,
      })),
    [totals, text, number, share],
  );
  return (
    <>
      <dl class="tiles">
        {tiles.map((name) => (
          <Tile
            key={name}
            name={text[name]}
            value={totals[name]}
            {...(name === 'visitors' ? { hint: text.visitorsHint } : {})}
            {...(name === 'opened' ? {} : { note: text.ofOpened(share(totals[name], totals.opened)) })}
          />
        ))}
      </dl>
      <section class="card">
        <h2>{text.daily}</h2>
        <DaysChart label={text.daily} dates={dates} series={series} />
        <DaysTable caption={text.daily} days={days} />
      </section>
      <div class="columns">
        <section class="card">
          <h2>{text.funnel}</h2>
          <FunnelChart label={steps.map(({ name, note }) => `${name}: ${note}`).join('; ')} steps={steps} />
        </section>
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
