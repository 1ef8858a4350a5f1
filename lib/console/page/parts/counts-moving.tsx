import { productCounters } from '../../../../functions/model/counters.ts';
import { dayOf } from '../../../../functions/model/day.ts';
import { useAbout, useFormats } from '../about.tsx';
import { useProductHref } from '../address.tsx';
import type { ProductReport } from '../answers.ts';
import { withQuery } from '../api.ts';
import type { Counted } from '../counted.ts';
import { useSpeech } from '../text/language.tsx';
import { useTitles } from '../titles.ts';
import { useAnswer } from '../use-answer.ts';
import { ReviewBadge } from './review-badge.tsx';

interface CountsMovingProps {
  readonly event: Readonly<Record<string, string>>;
  /** What was counted before it was pushed. */
  readonly before: Counted | undefined;
}

/** A product's counts of the day the event was for, beside those of the moment it was pushed. */
export function CountsMoving({ event, before }: CountsMovingProps) {
  const { text } = useSpeech();
  const titles = useTitles();
  const { number } = useFormats();
  const { timeZone } = useAbout();
  const productHref = useProductHref();
  const { KeyStandard: keyStandard = '', KeyStr: keyStr = '', CreateTime = '0' } = event;
  const date = dayOf(CreateTime, timeZone);
  const product = { keyStandard, keyStr };
  const { answer } = useAnswer<ProductReport>(productDayPath(event, timeZone), 1000);
  return (
    <section class="card">
      <h2>{text.countsOf(`${keyStr} · ${date}`)}</h2>
      <table>
        <caption class="unseen">{text.countsOf(keyStr)}</caption>
        <thead>
          <tr>
            <td />
            {productCounters.map((counter) => (
              <th scope="col" class="number" key={counter}>
                {titles.counter(counter)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[
            { name: text.before, day: before },
            { name: text.now, day: answer?.days[0] },
          ].map(({ name, day }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {productCounters.map((counter) => (
                <td class="number" key={counter} data-counter={counter}>
                  {number(day?.[counter] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="pages">
        {answer && <ReviewBadge review={answer.review} />}
        <a href={productHref(product)}>{text.openProduct}</a>
      </p>
    </section>
  );
}

/** Whether an event names a product and a moment: one that does not is quarantined. */
export function isCountable({
  KeyStandard,
  KeyStr,
  CreateTime = '',
}: Readonly<Record<string, string>>): boolean {
  return Boolean(KeyStandard && KeyStr) && /^\d{1,10}$/.test(CreateTime);
}

/** Where the API tells of an event's product on the event's day. */
export function productDayPath(event: Readonly<Record<string, string>>, timeZone: string): string {
  const { KeyStandard, KeyStr, CreateTime = '0' } = event;
  const date = dayOf(CreateTime, timeZone);
  return withQuery('api/product', { keyStandard: KeyStandard, keyStr: KeyStr, from: date, to: date });
}
