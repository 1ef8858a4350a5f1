import { type ListedProduct, readListing } from '../insights/listing.ts';
import type { InsightsSource } from '../insights/source.ts';
import { Remembered } from './remembered.ts';

/** How old the list of products may be where somebody looks at it all the time, in milliseconds. */
const freshMilliseconds = 2000;

/** The list of all products, which a page asks for again and again. */
export function rememberedListing(source: InsightsSource): Remembered<readonly ListedProduct[]> {
  return new Remembered<readonly ListedProduct[]>(
    () => readListing(source),
    freshMilliseconds,
    // A list that was empty would tell the first shop owner to look that nothing has arrived yet.
    (rows) => rows.length > 0,
  );
}
