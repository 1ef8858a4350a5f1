import type { Contribution } from './engine/contribution.ts';
import { userFact } from './engine/fact.ts';
import { worker } from './engine/worker.ts';

/** Where somebody opened a product homepage, told later than that they did. */
export const contribution: Contribution<'user_scan_product_async'> = {
  event: 'user_scan_product_async',
  facts: (event) => [userFact(event, { region: { regionCode: event.RegionCode } })],
};

export const handler = worker(contribution);
