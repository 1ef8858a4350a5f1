import { counterOf } from '../model/insights-table.ts';
import type { Contribution } from './engine/contribution.ts';
import { userFact } from './engine/fact.ts';
import { worker } from './engine/worker.ts';

/** Where somebody opened a product homepage, told later than that they did. */
export const location: Contribution<'user_scan_product_async'> = {
  event: 'user_scan_product_async',
  counters: ({ RegionCode }) => ['located', counterOf('region', RegionCode)],
  facts: (event) => [userFact(event, 'located', { regionCode: event.RegionCode })],
};

export const handler = worker(location);
