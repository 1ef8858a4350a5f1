import type { Contribution } from './engine/contribution.ts';
import { userFact } from './engine/fact.ts';
import { worker } from './engine/worker.ts';

/** A product homepage was opened: by whom, from where and on which way (Scene). */
export const contribution: Contribution<'user_scan_product'> = {
  event: 'user_scan_product',
  facts: (event) => {
    const { Country: country, Province: province, City: city, Sex: sex } = event;
    return [userFact(event, 'opened', { country, province, city, sex })];
  },
};

export const handler = worker(contribution);
