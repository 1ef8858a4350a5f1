import type { Contribution } from './engine/contribution.ts';
import { userFact } from './engine/fact.ts';
import { worker } from './engine/worker.ts';

/** The account was entered from a product homepage. */
export const contribution: Contribution<'user_scan_product_enter_session'> = {
  event: 'user_scan_product_enter_session',
  facts: (event) => [userFact(event, {})],
};

export const handler = worker(contribution);
