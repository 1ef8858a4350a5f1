import { useEffect, useMemo, useState } from 'preact/hooks';
import { totalCounters } from '../../../../functions/model/counters.ts';
import { useAbout, useFormats, useRefresh } from '../about.tsx';
import type { ProductRow } from '../answers.ts';
import type { Formats } from '../format.ts';
import { Answered } from '../parts/answered.tsx';
import { CsvButton } from '../parts/csv-button.tsx';
import { Pages } from '../parts/pages.tsx';
import { ProductsTable } from '../parts/products-table.tsx';
import { reviewWord } from '../parts/review-badge.tsx';
import { initialOrder, matchingProducts, type ProductOrder, sortedProducts } from '../products-order.ts';
import type { Text } from '../text/en.ts';
import { useSpeech } from '../text/language.tsx';
import { useAnswer } from '../use-answer.ts';

const pageSize = 50;

/** All products. Searching and sorting happen here: the whole list is one small answer. */
export function Products() {
  const { text } = useSpeech();
  const reading = useAnswer<{ readonly products: readonly ProductRow[] }>('api/products', useRefresh());
  return (
    <>
      <h1>{text.products}</h1>
      <Answered reading={reading}>{({ products }) => <Listing products={products} />}</Answered>
    </>
  );
}

function Listing({ products }: { readonly products: readonly ProductRow[] }) {
  const { text } = useSpeech();
  const { today } = useAbout();
  const { number, moment } = useFormats();
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<ProductOrder>(initialOrder);
  const [page, setPage] = useState(0);
  const found = useMemo(
    () => sortedProducts(matchingProducts(products, search), order),
    [products, search, order],
  );
  useEffect(() => setPage(0), [search, order]);
  const shown = useMemo(() => found.slice(page * pageSize, (page + 1) * pageSize), [found, page]);
  return (
    <section class="card">
      <div class="heading">
        <search class="search">
          <input
            type="search"
            aria-label={text.searchProducts}
            placeholder={text.searchProducts}
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </search>
        <CsvButton name={`products-${today}`} rows={() => csvRows(found, text, moment)} />
      </div>
      {found.length === 0 ? (
        <p class="quiet">{products.length === 0 ? text.noEvents : text.noMatch}</p>
      ) : (
        <ProductsTable products={shown} order={order} onOrder={setOrder} />
      )}
      <Pages page={page} pageSize={pageSize} count={found.length} format={number} onPage={setPage} />
    </section>
  );
}

function csvRows(products: readonly ProductRow[], text: Text, moment: Formats['moment']) {
  const header = [
    'KeyStandard',
    'KeyStr',
    text.review,
    text.reason,
    ...totalCounters.map((counter) => text.inAll[counter]),
    text.lastActivity,
  ];
  const rows = products.map(({ product, review, totals, lastActivity }) => [
    product.keyStandard,
    product.keyStr,
    reviewWord(review, text),
    review?.reasonMsg ?? '',
    ...totalCounters.map((counter) => totals[counter]),
    lastActivity ? moment(lastActivity) : '',
  ]);
  return [header, ...rows];
}
