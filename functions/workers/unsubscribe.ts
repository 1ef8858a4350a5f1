import type { Contribution } from './engine/contribution.ts';
import { worker } from './engine/worker.ts';

/** The follower left: whom Weixin demands that the receiver forgets (Weixin, follow and unfollow events). */
export const contribution: Contribution<'unsubscribe'> = { event: 'unsubscribe', facts: () => [] };

export const handler = worker(contribution);
