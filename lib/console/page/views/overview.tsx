import { useMemo } from 'preact/hooks';
import { dayCounters } from '../../../../functions/model/counters.ts';
import { useAbout, useFormats, useRefresh } from '../about.tsx';
import type { AccountDay, Pipeline, ProductRow } from '../answers.ts';
import { DaysChart } from '../charts/days-chart.tsx';
import { everyDay } from '../every-day.ts';
import { Answered } from '../parts/answered.tsx';
import { DaysTable } from '../parts/days-table.tsx';
import { PipelineNotice } from '../parts/pipeline-notice.tsx';
import { ProductLink } from '../parts/product-link.tsx';
import { lastDays } from '../parts/range-picker.tsx';
import { ReviewBadge } from '../parts/review-badge.tsx';
import { Table } from '../parts/table.tsx';
import { Tile } from '../parts/tile.tsx';
import { href } from '../route.ts';
import { useSpeech } from '../text/language.tsx';
import { useAnswer, withQuery } from '../use-answer.ts';

const glancedDays = 30;
const mostActive = 8;

export function Overview() {
  const { text } = useSpeech();
  const about = useAbout();
  const refresh = useRefresh();
  const range = useMemo(() => lastDays(glancedDays, about.today), [about.today]);
  const account = useAnswer<{ readonly days: readonly AccountDay[] }>(
    withQuery('api/account', { ...range }),
    refresh,
  );
  const products = useAnswer<{ readonly products: readonly ProductRow[] }>('api/products', refresh);
  const pipeline = useAnswer<Pipeline>('api/pipeline', refresh);
  return (
    <>
      <div class="heading">
        <h1>{text.overview}</h1>
        <p class="quiet">
          {about.today} · {text.timeZone} {about.timeZone}
        </p>
      </div>
      {pipeline.answer && <PipelineNotice pipeline={pipeline.answer} />}
      <Answered reading={account}>{({ days }) => <Account days={everyDay(range, days)} />}</Answered>
      <Answered reading={products}>
        {({ products: rows }) => (rows.length === 0 ? <NothingYet /> : <RecentlyActive products={rows} />)}
      </Answered>
    </>
  );
}

function Account({ days }: { readonly days: readonly AccountDay[] }) {
  const { text } = useSpeech();
  const [before, today] = days.slice(-2);
  const dates = useMemo(() => days.map(({ date }) => date), [days]);
  const series = useMemo(
    () =>
      (['opened', 'visitors', 'followed'] as const).map((name) => ({
        name: text[name],
        colour: name,
        values: days.map((day) => day[name]),
      })),
    [days, text],
  );
  return (
    <>
      <dl class="tiles">
        {dayCounters.map((name) => (
          <Tile
            key={name}
            name={text[name]}
            value={today?.[name] ?? 0}
            before={before?.[name] ?? 0}
            {...(name === 'visitors' ? { hint: text.visitorsOfAccount } : {})}
          />
        ))}
      </dl>
      <section class="card">
        <h2>{text.lastThirtyDays}</h2>
        <DaysChart label={text.lastThirtyDays} dates={dates} series={series} />
        <DaysTable caption={text.lastThirtyDays} days={days} />
      </section>
    </>
  );
}

function RecentlyActive({ products }: { readonly products: readonly ProductRow[] }) {
  const { text } = useSpeech();
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
              {text.inAll.opened}
            </th>
            <th scope="col" class="number">
              {text.inAll.followed}
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
        <a href={href('products')}>{text.allProducts}</a>
      </p>
    </section>
  );
}

function NothingYet() {
  const { text } = useSpeech();
  const { weixin } = useAbout();
  return (
    <section class="card">
      <p>
        {text.noEvents} {weixin ? <a href={href('try')}>{text.noEventsTry}</a> : text.noEventsWait}
      </p>
    </section>
  );
}
