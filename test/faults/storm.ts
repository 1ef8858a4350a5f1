import { randomUUID } from 'node:crypto';
import { eventNames, isProductEventName, type WeixinEvent } from '../../functions/model/event-types.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import type { Random } from '../support/random.ts';

/** CreateTime of a storm's first second. */
const start = 1_700_000_000;
const seconds = 4;

/**
 * Events of every type. A visit is one of each, by one user to one product within one second, and users
 * have several visits, some in the same second. Each visit has a product of its own, so that every event
 * of a product has counters nobody else adds to.
 * @param leaving how often a visit ends with its user unfollowing
 */
export function storm(visits: number, random: Random, leaving = 0.2): WeixinEvent[] {
  const name = randomUUID().slice(0, 8);
  const users = Math.ceil(visits / 3);
  const events = Array.from({ length: visits }, (_none, visit) => {
    const person = {
      FromUserName: `o-${name}-${random.below(users)}`,
      CreateTime: String(start + random.below(seconds)),
    };
    const product = { KeyStandard: 'ean13', KeyStr: `${name}-${visit}` };
    const leaves = random.chance(leaving);
    return eventNames
      .filter((event) => leaves || event !== 'unsubscribe')
      .map(
        (event): WeixinEvent =>
          sampleEvent(event, isProductEventName(event) ? { ...person, ...product } : person),
      );
  });
  return random.shuffled(events.flat());
}
