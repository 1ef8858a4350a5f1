import type { Contribution } from './engine/contribution.ts';
import { userFact } from './engine/fact.ts';
import { worker } from './engine/worker.ts';

/** A product homepage was opened: by whom, from where and on which way (Scene). */
export const contribution: Contribution<'user_scan_product'> = {
  event: 'user_scan_product',
  facts: (event) => {
    const { Country: country, Province: province, City: city, Sex } = event;
    // Weixin has stopped to tell many of these: what is unknown now does not undo what was known.
    const sex = Sex === '0' ? '' : Sex;
    return [userFact(event, { country: { country }, province: { province }, city: { city }, sex: { sex } })];
  },
};

export const handler = worker(contribution);
