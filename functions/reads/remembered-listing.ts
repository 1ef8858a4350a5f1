import { type ListedProduct, readListing } from '../insights/listing.ts';
import type { StatisticsSource } from '../insights/source.ts';
import type { Day } from '../model/day.ts';
import { Remembered } from './remembered.ts';

/** How old the list of products may be where somebody looks at it all the time, in milliseconds. */
const freshMilliseconds = 2000;

/** The list of all products with the days it keeps, from one on at the latest. */
export type Listing = (since: Day) => Promise<readonly ListedProduct[]>;

/**
 * The list of all products, which a page asks for again and again: remembered with the days that were asked for,
 * so that who asks for fewer has them too.
 */
export function rememberedListing(source: StatisticsSource): Listing {
  let last: { readonly since: Day; readonly listing: Remembered<readonly ListedProduct[]> } | undefined;
  return (since) => {
    if (last === undefined || since < last.since) {
      const listing = new Remembered<readonly ListedProduct[]>(
        () => readListing(source, since),
        freshMilliseconds,
        // A list that was empty would tell the first shop owner to look that nothing has arrived yet.
        (rows) => rows.length > 0,
      );
      last = { since, listing };
    }
    return last.listing.value();
  };
}
