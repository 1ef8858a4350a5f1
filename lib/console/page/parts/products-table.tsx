import { totalCounters } from '../../../../functions/model/counters.ts';
import { useFormats } from '../about.tsx';
import type { RangedRow } from '../answers.ts';
import {
  changeOf,
  firstOrder,
  isTotal,
  orderAfter,
  type ProductColumn,
  type ProductOrder,
} from '../products-order.ts';
import type { Text } from '../text/en.ts';
import { useSpeech } from '../text/language.tsx';
import { type Titles, useTitles } from '../titles.ts';
import { trendKey, useTrends } from '../use-trends.ts';
import { ProductLink } from './product-link.tsx';
import { ReviewBadge } from './review-badge.tsx';
import { Sparkline } from './sparkline.tsx';
import { Table } from './table.tsx';
import { ChangeOf } from './tile.tsx';

/** Counters that a narrow screen shows too. */
const foremost: readonly ProductColumn[] = ['opened', 'followed'];

const columns: readonly { readonly name: ProductColumn; readonly style: string }[] = [
  { name: 'product', style: '' },
  { name: 'review', style: 'wide' },
  ...totalCounters.map((name) => ({ name, style: foremost.includes(name) ? 'number' : 'number wide' })),
  { name: 'change', style: 'number' },
  { name: 'followRate', style: 'number wide' },
  { name: 'lastActivity', style: 'number wide' },
];

interface ProductsTableProps {
  readonly products: readonly RangedRow[];
  readonly order: ProductOrder;
  readonly onOrder: (order: ProductOrder) => void;
}

export function ProductsTable({ products, order, onOrder }: ProductsTableProps) {
  const { text } = useSpeech();
  const titles = useTitles();
  const trends = useTrends(products);
  return (
    <>
      <OrderChoice order={order} onOrder={onOrder} />
      <Table caption={text.products}>
        <thead>
          <tr>
            {columns.map(({ name, style }) => (
              <th scope="col" class={style} key={name} aria-sort={ariaSort(order, name)}>
                <button
                  type="button"
                  title={text.sortBy(heading(name, text, titles))}
                  onClick={() => onOrder(orderAfter(order, name))}
                >
                  {heading(name, text, titles)}
                  {order.column === name && <span aria-hidden="true">{order.descending ? ' ↓' : ' ↑'}</span>}
                </button>
              </th>
            ))}
            <th scope="col" class="wide">
              {text.trend}
            </th>
          </tr>
        </thead>
        <tbody>
          {products.map((row) => (
            <Row key={trendKey(row.product)} row={row} trend={trends.get(trendKey(row.product))} />
          ))}
        </tbody>
      </Table>
    </>
  );
}

/** A narrow screen has no room for all columns, and sorts by them all the same. */
function OrderChoice({ order, onOrder }: Pick<ProductsTableProps, 'order' | 'onOrder'>) {
  const { text } = useSpeech();
  const titles = useTitles();
  const choose = (value: string) => {
    const column = columns.find(({ name }) => name === value);
    if (column) onOrder(firstOrder(column.name));
  };
  return (
    <label class="narrow order">
      {text.order}
      <select value={order.column} onChange={(event) => choose(event.currentTarget.value)}>
        {columns.map(({ name }) => (
          <option key={name} value={name}>
            {heading(name, text, titles)}
          </option>
        ))}
      </select>
    </label>
  );
}

function heading(name: ProductColumn, text: Text, titles: Titles): string {
  return isTotal(name) ? titles.counter(name) : text[name];
}

interface RowProps {
  readonly row: RangedRow;
  readonly trend: readonly number[] | undefined;
}

function Row({ row, trend }: RowProps) {
  const { text } = useSpeech();
  const { number, share, moment } = useFormats();
  const { product, review, range, lastActivity } = row;
  return (
    <tr>
      <td>
        <ProductLink product={product} />
      </td>
      <td class="wide">
        <ReviewBadge review={review} />
      </td>
      {totalCounters.map((counter) => (
        <td class={foremost.includes(counter) ? 'number' : 'number wide'} key={counter}>
          {range ? number(range[counter]) : '–'}
        </td>
      ))}
      <td class="number">
        <ChangeOf change={changeOf(row)} />
      </td>
      <td class="number wide">{share(range?.followed ?? 0, range?.opened ?? 0)}</td>
      <td class="number wide moment">{lastActivity && moment(lastActivity)}</td>
      <td class="wide">
        {trend && <Sparkline values={trend} label={text.trendOf(product.keyStr, trend.join(', '))} />}
      </td>
    </tr>
  );
}

function ariaSort({ column, descending }: ProductOrder, name: ProductColumn) {
  if (column !== name) return undefined;
  return descending ? 'descending' : 'ascending';
}
