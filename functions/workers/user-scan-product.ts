import { counterOf } from '../model/insights-table.ts';
import type { Contribution } from './engine/contribution.ts';
import { userFact } from './engine/fact.ts';
import { worker } from './engine/worker.ts';

/** A product homepage was opened: by whom, from where and on which way (Scene). */
export const opening: Contribution<'user_scan_product'> = {
  event: 'user_scan_product',
  counters: ({ Scene, Sex, Country, Province }) => [
    'opened',
    counterOf('scene', Scene),
    counterOf('sex', Sex),
    counterOf('place', `${Country}/${Province}`),
  ],
  facts: (event) => {
    const { Country: country, Province: province, City: city, Sex: sex } = event;
    return [userFact(event, 'opened', { country, province, city, sex })];
  },
};

export const handler = worker(opening);
