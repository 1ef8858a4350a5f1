import type { Contribution } from './engine/contribution.ts';
import { userFact } from './engine/fact.ts';
import { worker } from './engine/worker.ts';

/** The account was followed from a product homepage. */
export const contribution: Contribution<'subscribe'> = {
  event: 'subscribe',
  facts: (event) => {
    const { Scene: followScene, KeyStandard: followKeyStandard, KeyStr: followKeyStr } = event;
    return [userFact(event, { follow: { followScene, followKeyStandard, followKeyStr } })];
  },
};

export const handler = worker(contribution);
