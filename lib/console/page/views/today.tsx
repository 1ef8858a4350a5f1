import { useMemo } from 'preact/hooks';
import { freePeriod, periodOf } from '../../../../functions/insights/periods.ts';
import { dayCounters } from '../../../../functions/model/counters.ts';
import { addDays } from '../../../../functions/model/day.ts';
import { useAbout, useFormats, useRefresh } from '../about.tsx';
import { href } from '../address.tsx';
import type { AccountDay, Pipeline, ProductRow } from '../answers.ts';
import { withQuery } from '../api.ts';
import { CountersChart } from '../charts/counters-chart.tsx';
import { everyDay } from '../every-day.ts';
import { Answered } from '../parts/answered.tsx';
import { DaysTable } from '../parts/days-table.tsx';
import { FirstSteps } from '../parts/first-steps.tsx';
import { ProductLink } from '../parts/product-link.tsx';
import { Reception } from '../parts/reception.tsx';
import { ReviewBadge } from '../parts/review-badge.tsx';
import { Table } from '../parts/table.tsx';
import { Tiles } from '../parts/tiles.tsx';
import { useSpeech } from '../text/language.tsx';
import { useTitles } from '../titles.ts';
import { useAnswer } from '../use-answer.ts';
import { useTitle } from '../use-title.ts';

const glancedDays = 30;
const mostActive = 8;

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
  const products = useAnswer<{ readonly products: readonly ProductRow[] }>('api/products', refresh);
  const pipeline = useAnswer<Pipeline>('api/pipeline', refresh);
  const rows = products.answer?.products;
  const isEmpty = rows?.length === 0 && account.answer?.days.length === 0;
  return (
    <>
      <div class="heading">
        <h1>{text.today}</h1>
        <p class="quiet">
          {day(about.today)} · {about.timeZone}
        </p>
      </div>
      {pipeline.answer && rows && (
        <Reception pipeline={pipeline.answer} lastEvent={rows[0]?.lastActivity ?? null} />
      )}
      {isEmpty ? (
        <FirstSteps />
      ) : (
        <>
          <Answered reading={account}>{({ days }) => <Account days={days} />}</Answered>
          <Answered reading={products}>{(answer) => <RecentlyActive products={answer.products} />}</Answered>
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

function RecentlyActive({ products }: { readonly products: readonly ProductRow[] }) {
  const { text } = useSpeech();
  const titles = useTitles();
  const { number, moment } = useFormats();
  return (
    <section class="card">
      <h2>{text.recentlyActive}</h2>
      <Table caption={text.recentlyActive}>
        <thead>
          <tr>
            <th scope="col">{text.product}</th>
            <th scope="col">{text.review}</th>
            <th scope="col" class="number">
              {text.inAll(titles.counter('opened'))}
            </th>
            <th scope="col" class="number">
              {text.inAll(titles.counter('followed'))}
            </th>
            <th scope="col" class="wide number">
              {text.lastActivity}
            </th>
          </tr>
        </thead>
        <tbody>
          {products.slice(0, mostActive).map(({ product, review, totals, lastActivity }) => (
            <tr key={`${product.keyStandard}/${product.keyStr}`}>
              <td>
                <ProductLink product={product} />
              </td>
              <td>
                <ReviewBadge review={review} />
              </td>
              <td class="number">{number(totals.opened)}</td>
              <td class="number">{number(totals.followed)}</td>
              <td class="wide number moment">{lastActivity && moment(lastActivity)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p class="pages">
        <a href={href(['products'])}>{text.allProducts}</a>
      </p>
    </section>
  );
}
