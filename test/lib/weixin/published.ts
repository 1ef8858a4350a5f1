import { existsSync, readFileSync } from 'node:fs';
import type { EventName } from '../../../functions/model/event-types.ts';

/** Fixtures that are not named after their event alone, for there are several of it. */
const oneOfSeveral: Partial<Record<EventName, string>> = {
  user_scan_product: 'user_scan_product.zh.xml',
  subscribe: 'subscribe.product-scanbarcode.xml',
};

/** The push Weixin publishes as the sample of an event. */
export function publishedPush(name: EventName): string {
  return readFileSync(fixture(oneOfSeveral[name] ?? `${name}.xml`), 'utf8');
}

/** Whether the event's sample is the fixture named after it. */
export function hasOwnFixture(name: EventName): boolean {
  return existsSync(fixture(`${name}.xml`));
}

function fixture(file: string): URL {
  return new URL(`../../fixtures/${file}`, import.meta.url);
}
