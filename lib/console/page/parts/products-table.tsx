import { useFormats } from '../about.tsx';
import type { ProductRow } from '../answers.ts';
import { orderAfter, type ProductColumn, type ProductOrder } from '../products-order.ts';
import { useSpeech } from '../text/language.tsx';
import { trendKey, useTrends } from '../use-trends.ts';
import { ProductLink } from './product-link.tsx';
import { ReviewBadge } from './review-badge.tsx';
import { Sparkline } from './sparkline.tsx';
import { Table } from './table.tsx';

/** Counts are of all time; the trend beside them says of how many days it is. */
const columns: readonly { readonly name: ProductColumn; readonly style: string }[] = [
  { name: 'product', style: '' },
  { name: 'review', style: '' },
  { name: 'opened', style: 'number' },
  { name: 'entered', style: 'number wide' },
  { name: 'followed', style: 'number' },
  { name: 'followRate', style: 'number wide' },
  { name: 'lastActivity', style: 'number wide' },
];

interface ProductsTableProps {
  readonly products: readonly ProductRow[];
  readonly order: ProductOrder;
  readonly onOrder: (order: ProductOrder) => void;
}

export function ProductsTable({ products, order, onOrder }: ProductsTableProps) {
  const { text } = useSpeech();
  const trends = useTrends(products);
  const headings = { ...text, ...text.inAll };
  return (
    <Table caption={text.products}>
      <thead>
        <tr>
          {columns.map(({ name, style }) => (
            <th scope="col" class={style} key={name} aria-sort={ariaSort(order, name)}>
              <button
                type="button"
                title={text.sortBy(headings[name])}
                onClick={() => onOrder(orderAfter(order, name))}
              >
                {headings[name]}
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
  );
}

interface RowProps {
  readonly row: ProductRow;
  readonly trend: readonly number[] | undefined;
}

function Row({ row: { product, review, totals, lastActivity }, trend }: RowProps) {
  const { text } = useSpeech();
  const { number, share, moment } = useFormats();
  return (
    <tr>
      <td>
        <ProductLink product={product} />
      </td>
      <td>
        <ReviewBadge review={review} />
      </td>
      <td class="number">{number(totals.opened)}</td>
      <td class="number wide">{number(totals.entered)}</td>
      <td class="number">{number(totals.followed)}</td>
      <td class="number wide">{share(totals.followed, totals.opened)}</td>
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
