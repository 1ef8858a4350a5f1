import { useMemo } from 'preact/hooks';
import { freePeriod, periodOf } from '../../../../functions/insights/periods.ts';
import { dayCounters } from '../../../../functions/model/counters.ts';
import { addDays } from '../../../../functions/model/day.ts';
import { useAbout, useFormats, useRefresh } from '../about.tsx';
import { href } from '../address.tsx';
import type { AccountDay, Highlights, Pipeline } from '../answers.ts';
import { withQuery } from '../api.ts';
import { CountersChart } from '../charts/counters-chart.tsx';
import { everyDay } from '../every-day.ts';
import { Answered } from '../parts/answered.tsx';
import { DaysTable } from '../parts/days-table.tsx';
import { FirstSteps } from '../parts/first-steps.tsx';
import { NotPassed } from '../parts/not-passed.tsx';
import { ProductLink } from '../parts/product-link.tsx';
import { Reception } from '../parts/reception.tsx';
import { ReviewBadge } from '../parts/review-badge.tsx';
import { Table } from '../parts/table.tsx';
import { ChangeOf } from '../parts/tile.tsx';
import { Tiles } from '../parts/tiles.tsx';
import { changeOf } from '../products-order.ts';
import { useSpeech } from '../text/language.tsx';
import { useTitles } from '../titles.ts';
import { useAnswer } from '../use-answer.ts';
import { useTitle } from '../use-title.ts';

const glancedDays = 30;

/** What a shop owner looks at first. */
export function Today() {
  const { text } = useSpeech();
  const { day } = useFormats();
  const about = useAbout();
  const refresh = useRefresh();
  useTitle(text.today);
  // The day before the first one shown is what that one is compared with.
  const range = { from: addDays(about.today, -glancedDays), to: about.today };
  const account = useAnswer<{ readonly days: readonly AccountDay[] }>(
    withQuery('api/account', range),
    refresh,
  );
  const week = periodOf('thisWeek', about.today);
  const highlights = useAnswer<Highlights>(
    withQuery('api/highlights', {
      from: week.from,
      to: week.to,
      beforeFrom: week.before.from,
      beforeTo: week.before.to,
    }),
    refresh,
  );
  const pipeline = useAnswer<Pipeline>('api/pipeline', refresh);
  const shop = highlights.answer;
  const isEmpty = shop?.products === 0 && account.answer?.days.length === 0;
  return (
    <>
      <div class="heading">
        <h1>{text.today}</h1>
        <p class="quiet">
          {day(about.today)} · {about.timeZone}
        </p>
      </div>
      {pipeline.answer && shop && <Reception pipeline={pipeline.answer} lastEvent={shop.lastActivity} />}
      {shop && shop.notPassed.length > 0 && <NotPassed highlights={shop} />}
      {isEmpty ? (
        <FirstSteps />
      ) : (
        <>
          <Answered reading={account}>{({ days }) => <Account days={days} />}</Answered>
          <Answered reading={highlights}>{(answer) => <Best highlights={answer} />}</Answered>
        </>
      )}
    </>
  );
}

function Account({ days }: { readonly days: readonly AccountDay[] }) {
  const { text } = useSpeech();
  const { today } = useAbout();
  const month = useMemo(() => everyDay(periodOf('last30', today), days), [days, today]);
  const yesterday = days.filter(({ date }) => date === addDays(today, -1));
  return (
    <>
      <Tiles
        counters={dayCounters}
        period={freePeriod(today, today)}
        days={month.slice(-1)}
        daysBefore={yesterday}
        nameBefore={text.yesterday}
      />
      <section class="card">
        <h2>{text.lastThirtyDays}</h2>
        <CountersChart label={text.lastThirtyDays} counters={dayCounters} days={month} />
        <DaysTable caption={text.lastThirtyDays} counters={dayCounters} days={month} />
      </section>
    </>
  );
}

function Best({ highlights: { best } }: { readonly highlights: Highlights }) {
  const { text } = useSpeech();
  const titles = useTitles();
  const { number } = useFormats();
  return (
    <section class="card">
      <h2>{text.bestOfWeek}</h2>
      {best.length === 0 ? (
        <p class="quiet">{text.nothingCounted}</p>
      ) : (
        <Table caption={text.bestOfWeek}>
          <thead>
            <tr>
              <th scope="col">{text.product}</th>
              <th scope="col" class="number">
                {titles.counter('opened')}
              </th>
              <th scope="col" class="number">
                {text.change}
              </th>
              <th scope="col" class="number">
                {titles.counter('followed')}
              </th>
              <th scope="col" class="wide">
                {text.review}
              </th>
            </tr>
          </thead>
          <tbody>
            {best.map((row) => (
              <tr key={`${row.product.keyStandard}/${row.product.keyStr}`}>
                <td>
                  <ProductLink product={row.product} />
                </td>
                <td class="number">{number(row.range?.opened ?? 0)}</td>
                <td class="number">
                  <ChangeOf change={changeOf(row)} />
                </td>
                <td class="number">{number(row.range?.followed ?? 0)}</td>
                <td class="wide">
                  <ReviewBadge review={row.review} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <p class="pages">
        <a href={href(['products'], { range: 'thisWeek', sort: 'opened' })}>{text.allProducts}</a>
      </p>
    </section>
  );
}
