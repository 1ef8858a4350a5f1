import { useMemo } from 'preact/hooks';
import { productsSpreadsheet } from '../../../report/products-spreadsheet.ts';
import { useAbout, useFormats, useRefresh } from '../about.tsx';
import { changeSettings, useAddress } from '../address.tsx';
import type { RangedRow } from '../answers.ts';
import { withQuery } from '../api.ts';
import { Answered } from '../parts/answered.tsx';
import { CsvButton } from '../parts/csv-button.tsx';
import { Pages } from '../parts/pages.tsx';
import { ProductsTable } from '../parts/products-table.tsx';
import { RangePicker } from '../parts/range-picker.tsx';
import { matchingProducts, orderSetting, readOrder, sortedProducts } from '../products-order.ts';
import { useSpeech } from '../text/language.tsx';
import { useAnswer } from '../use-answer.ts';
import { useRange } from '../use-range.ts';
import { useTitle } from '../use-title.ts';

const pageSize = 50;

/** All products. Searching and sorting happen here: the whole list is one small answer. */
export function Products() {
  const { text } = useSpeech();
  useTitle(text.products);
  const { from, to, before } = useRange().period;
  const reading = useAnswer<{ readonly products: readonly RangedRow[] }>(
    withQuery('api/products', { from, to, beforeFrom: before.from, beforeTo: before.to }),
    useRefresh(),
  );
  return (
    <>
      <h1>{text.products}</h1>
      <RangePicker />
      <Answered reading={reading}>{({ products }) => <Listing products={products} />}</Answered>
    </>
  );
}

function Listing({ products }: { readonly products: readonly RangedRow[] }) {
  const { text, language } = useSpeech();
  const { today, timeZone } = useAbout();
  const { number } = useFormats();
  const { search = '', sort, page = '1' } = useAddress().query;
  const order = useMemo(() => readOrder(sort), [sort]);
  const found = useMemo(
    () => sortedProducts(matchingProducts(products, search), order),
    [products, search, order],
  );
  const lastPage = Math.max(0, Math.ceil(found.length / pageSize) - 1);
  const shownPage = Math.min(Math.max(0, Math.floor(Number(page) || 1) - 1), lastPage);
  const shown = useMemo(
    () => found.slice(shownPage * pageSize, (shownPage + 1) * pageSize),
    [found, shownPage],
  );
  return (
    <section class="card">
      <div class="heading">
        <search class="search">
          <input
            type="search"
            aria-label={text.searchProducts}
            placeholder={text.searchProducts}
            value={search}
            onInput={(event) =>
              changeSettings({ search: event.currentTarget.value, page: undefined }, 'turn')
            }
          />
        </search>
        <CsvButton
          name={`products-${today}`}
          rows={() => productsSpreadsheet(found, { language, timeZone })}
        />
      </div>
      {products.some(({ range }) => range === null) && <p class="quiet">{text.beyondList}</p>}
      {found.length === 0 ? (
        <p class="quiet">{products.length === 0 ? text.noEvents : text.noMatch}</p>
      ) : (
        <>
          <ProductsTable
            products={shown}
            order={order}
            onOrder={(chosen) => changeSettings({ sort: orderSetting(chosen), page: undefined }, 'step')}
          />
          <Pages
            page={shownPage}
            pageSize={pageSize}
            count={found.length}
            format={number}
            onPage={(chosen) => changeSettings({ page: String(chosen + 1) }, 'step')}
          />
        </>
      )}
    </section>
  );
}
