import type { WeixinEvent } from '../../functions/model/event-types.ts';
import { forEachAtMost } from '../../functions/runtime/for-each-at-most.ts';
import { type Attempt, deliver, weixinRetries } from '../../lib/weixin/deliver.ts';
import { eventPush } from '../../lib/weixin/push.ts';
import { signedPush } from '../../lib/weixin/signed-push.ts';
import type { Cloud } from './cloud.ts';
import { grantedTime } from './granted-time.ts';

/** What became of a push and its retries; how long each took is said by the clock of `grantedTime`. */
export interface Delivery {
  readonly event: WeixinEvent;
  readonly attempts: readonly Attempt[];
}

// A few at once meet each other; many would make two cores, not the receiver, slow.
const pushesAtOnce = 6;

/** Pushes as Weixin does: what is not acknowledged comes again, three times at most. */
export async function push(cloud: Cloud, event: WeixinEvent, retries = weixinRetries): Promise<Delivery> {
  let startedAt = 0;
  const sign = () => {
    startedAt = grantedTime();
    return signedPush(cloud.callbackUrl, eventPush(event), cloud.account);
  };
  const attempts: Attempt[] = [];
  const onAttempt = (attempt: Attempt) => {
    attempts.push({ ...attempt, milliseconds: Math.round(grantedTime() - startedAt) });
  };
  await deliver(sign, { retries, onAttempt });
  return { event, attempts };
}

export async function pushAll(cloud: Cloud, events: readonly WeixinEvent[]): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  await forEachAtMost(pushesAtOnce, events, async (event) => {
    deliveries.push(await push(cloud, event));
  });
  return deliveries;
}
