import type { Contribution } from './engine/contribution.ts';
import { reviewFacts } from './engine/fact.ts';
import { worker } from './engine/worker.ts';

/** Weixin reviewed a product. Its FromUserName is the review system's, so it is no user to profile. */
export const contribution: Contribution<'user_scan_product_verify_action'> = {
  event: 'user_scan_product_verify_action',
  facts: (event) => reviewFacts(event, { result: event.Result, reasonMsg: event.ReasonMsg }),
};

export const handler = worker(contribution);
