import { useFormats } from '../about.tsx';
import type { Review } from '../answers.ts';
import { useSpeech } from '../text/language.tsx';
import { Reason } from './reason.tsx';
import { ReviewBadge } from './review-badge.tsx';
import { Table } from './table.tsx';

/** What Weixin decided of a product, newest first. */
export function Reviews({ reviews }: { readonly reviews: readonly Review[] }) {
  const { text } = useSpeech();
  const { moment } = useFormats();
  return (
    <section class="card">
      <h2>{text.reviews}</h2>
      {reviews.length === 0 ? (
        <p class="quiet">{text.noReviews}</p>
      ) : (
        <Table caption={text.reviews}>
          <thead>
            <tr>
              <th scope="col">{text.time}</th>
              <th scope="col">{text.review}</th>
              <th scope="col">{text.reason}</th>
            </tr>
          </thead>
          <tbody>
            {reviews.map((review) => (
              <tr key={`${review.at} ${review.result} ${review.reasonMsg}`}>
                <td class="moment">{moment(review.at)}</td>
                <td>
                  <ReviewBadge review={review} />
                </td>
                <td>
                  <Reason review={review} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}
