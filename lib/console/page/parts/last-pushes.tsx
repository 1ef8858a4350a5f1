import { useFormats } from '../about.tsx';
import type { JournalEntry } from '../answers.ts';
import { useEventName } from '../event-name.ts';
import { useSpeech } from '../text/language.tsx';
import { OutcomeBadge } from './outcome-badge.tsx';
import { ProductLink } from './product-link.tsx';
import { Pushed } from './pushed.tsx';
import { Table } from './table.tsx';
import { useFirst } from './use-first.tsx';

const mostShown = 20;

/** What was made of each push, and how long Weixin waited for it. */
export function LastPushes({ pushes }: { readonly pushes: readonly JournalEntry[] }) {
  const { text } = useSpeech();
  const { shown, others } = useFirst(pushes, mostShown);
  return (
    <section class="card">
      <h2>{text.lastPushes}</h2>
      {pushes.length === 0 ? (
        <p class="quiet">{text.noPushes}</p>
      ) : (
        <Table caption={text.lastPushes}>
          <thead>
            <tr>
              <th scope="col">{text.time}</th>
              <th scope="col">{text.outcome}</th>
              <th scope="col">{text.event}</th>
              <th scope="col" class="wide">
                {text.product}
              </th>
              <th scope="col" class="wide">
                {text.openid}
              </th>
              <th scope="col" class="number">
                {text.timeToAck}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((entry) => (
              <Push key={`${entry.at} ${entry.number}`} entry={entry} />
            ))}
          </tbody>
        </Table>
      )}
      {others}
    </section>
  );
}

function Push({ entry }: { readonly entry: JournalEntry }) {
  const { clock, number } = useFormats();
  const eventName = useEventName();
  const { at, outcome, event = '', keyStandard, keyStr, openid, milliseconds, reason } = entry;
  return (
    <tr>
      <td class="moment">{clock(at)}</td>
      <td>
        <OutcomeBadge outcome={outcome} />
        {reason && <div class="quiet reason">{reason}</div>}
      </td>
      <td class="sentence">{eventName(event)}</td>
      <td class="wide">
        {keyStandard !== undefined && keyStr !== undefined && (
          <ProductLink product={{ keyStandard, keyStr }} />
        )}
      </td>
      <td class="wide code">{openid && <Pushed value={openid} />}</td>
      <td class="number">{number(milliseconds)} ms</td>
    </tr>
  );
}
