import { dashedName, eventNames } from '../../../../functions/model/event-types.ts';
import { handlerOfQueue } from '../../../../functions/model/handler-queue.ts';
import { useFormats } from '../about.tsx';
import type { Pipeline } from '../answers.ts';
import { useEventName } from '../event-name.ts';
import { useSpeech } from '../text/language.tsx';
import type { Live } from '../use-live.ts';
import { Sparkline } from './sparkline.tsx';
import { Table } from './table.tsx';
import { Tile } from './tile.tsx';

interface QueuesProps {
  readonly pipeline: Pipeline;
  readonly waiting: Live['waiting'];
}

/** How much waits where. */
export function Queues({ pipeline: { queues, outbox, quarantine, forwarding }, waiting }: QueuesProps) {
  const { text } = useSpeech();
  const { number } = useFormats();
  const inMilliseconds = (p99: number | null) => (p99 === null ? undefined : number(Math.round(p99)));
  return (
    <>
      <section class="card">
        <h2>{text.queues}</h2>
        <Table caption={text.queues}>
          <thead>
            <tr>
              <th scope="col">{text.queue}</th>
              <th scope="col" class="number">
                {text.waiting}
              </th>
              <th scope="col" class="number">
                {text.inFlight}
              </th>
              <th scope="col" class="number">
                {text.dead}
              </th>
              <th scope="col" class="wide">
                {text.depth}
              </th>
            </tr>
          </thead>
          <tbody>
            {queues.map(({ queue, waiting: depth, inFlight, dead }) => (
              <tr key={queue}>
                <QueueName queue={queue} />
                <td class="number">{number(depth)}</td>
                <td class="number">{number(inFlight)}</td>
                <td class="number">
                  {dead > 0 ? <span class="badge bad">{number(dead)}</span> : number(dead)}
                </td>
                <td class="wide">
                  <Sparkline values={waiting.get(queue) ?? []} label={text.depthOf(queue)} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </section>
      <dl class="tiles">
        <Tile name={text.outbox} value={outbox} note={text.outboxHint} />
        <Tile name={text.quarantine} value={quarantine} note={text.quarantineHint} />
        {forwarding && (
          <Tile
            name={text.forwarded}
            value={forwarding.forwarded}
            note={text.forwardedNote(number(forwarding.failed), inMilliseconds(forwarding.p99Milliseconds))}
            hint={text.forwardedHint}
          />
        )}
      </dl>
    </>
  );
}

/** What a queue is for: an event in its reader's words, or the file of a handler, and its name. */
function QueueName({ queue }: { readonly queue: string }) {
  const eventName = useEventName();
  const handler = handlerOfQueue(queue);
  const event = eventNames.find((each) => queue === each || queue === dashedName(each)) ?? queue;
  return (
    <th scope="row" class={handler === undefined ? 'sentence' : ''}>
      {handler === undefined ? eventName(event) : <span class="code">handlers/{handler}.ts</span>}{' '}
      <span class="code quiet wide">{queue}</span>
    </th>
  );
}
