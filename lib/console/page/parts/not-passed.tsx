import { useFormats } from '../about.tsx';
import type { Highlights } from '../answers.ts';
import { useSpeech } from '../text/language.tsx';
import { ProductLink } from './product-link.tsx';
import { Reason } from './reason.tsx';

/** The products that Weixin's review did not pass, and why. */
export function NotPassed({
  highlights: { notPassed, notPassedInAll },
}: {
  readonly highlights: Highlights;
}) {
  const { text } = useSpeech();
  const { number, moment } = useFormats();
  return (
    <section class="card">
      <h2>
        {text.notPassed} · {number(notPassedInAll)}
      </h2>
      <ul class="not-passed">
        {notPassed.map(({ product, review }) => (
          <li key={`${product.keyStandard}/${product.keyStr}`}>
            <ProductLink product={product} />
            {review && (
              <span>
                <Reason review={review} /> <span class="quiet">{moment(review.at)}</span>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
