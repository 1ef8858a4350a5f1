import type { ProductName, ProductReport, UserReport } from '../../functions/insights/answers.ts';
import { readProducts } from '../../functions/insights/products.ts';
import type { InsightsSource } from '../../functions/insights/source.ts';
import { similarProducts } from '../report/did-you-mean.ts';
import { nameOf } from '../report/wording.ts';
import { inEach, type Spoken } from '../wording/language.ts';
import { type ReportText, reportTexts } from '../wording/report.ts';

/** Why there is nothing to show of a product, and what may have been meant; undefined where there is something. */
export async function unknownProduct(
  source: InsightsSource,
  { product, review, totals, days }: ProductReport,
): Promise<Spoken<string> | undefined> {
  const isKnown =
    product.name !== null ||
    review !== null ||
    days.length > 0 ||
    Object.values(totals).some((number) => number > 0);
  if (isKnown) return undefined;
  const suggestions = similarProducts(product, await readProducts(source));
  return inEach(reportTexts, (text) =>
    sentence(text.productUnknown(nameOf(product)), commandsFor(suggestions, text)),
  );
}

/** The same of an openid: somebody may have given a product's code, or the short form of the logs. */
export async function unknownPerson(
  source: InsightsSource,
  { openid, profile, events }: UserReport,
): Promise<Spoken<string> | undefined> {
  const isKnown = events.length > 0 || Object.values(profile).some((value) => value !== null);
  if (isKnown) return undefined;
  const asProduct = { keyStandard: '', keyStr: openid };
  const suggestions = similarProducts(asProduct, await readProducts(source));
  return inEach(reportTexts, (text) =>
    sentence(
      text.personUnknown(openid),
      openid.includes('…') ? text.shortened : commandsFor(suggestions, text),
    ),
  );
}

function commandsFor(products: readonly ProductName[], text: ReportText): string {
  if (products.length === 0) return '';
  const commands = products.map((product) => `\n  npm run report -- product ${shellName(product)}`);
  return text.didYouMean(commands.join(''));
}

/** Codes are as pushed: in a command that is pasted, what a shell would read is quoted. */
function shellName({ keyStandard, keyStr }: ProductName): string {
  const quote = (text: string) => (/^[\w.:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
  return [keyStandard, keyStr].map(quote).join(' ');
}

function sentence(...parts: readonly string[]): string {
  return parts.filter(Boolean).join(' ');
}
