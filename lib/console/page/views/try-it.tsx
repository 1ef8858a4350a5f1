import { useState } from 'preact/hooks';
import { chatType } from '../../../weixin/chat.ts';
import { type TriedName, triedFieldsOf, triedNames } from '../../tried.ts';
import { useAbout } from '../about.tsx';
import type { ProductReport, TryAnswer } from '../answers.ts';
import { getJson, postJson } from '../api.ts';
import type { Counted } from '../counted.ts';
import { useEventName } from '../event-name.ts';
import { CountsMoving, isCountable, productDayPath } from '../parts/counts-moving.tsx';
import { FieldInputs, type Fields, fieldValues, givenFields } from '../parts/field-inputs.tsx';
import { LocalSettings } from '../parts/local-settings.tsx';
import { PushAnswer } from '../parts/push-answer.tsx';
import { useSpeech } from '../text/language.tsx';
import { useTitle } from '../use-title.ts';

interface Sent {
  readonly answer: TryAnswer;
  /** What was counted before. */
  readonly before: Counted | undefined;
}

/** Weixin's side, played by hand against the local run. */
export function TryIt() {
  const { text } = useSpeech();
  const { weixin, timeZone } = useAbout();
  const eventName = useEventName();
  useTitle(text.tryIt);
  const [name, setName] = useState<TriedName>('user_scan_product');
  const [changes, setChanges] = useState<Fields>({});
  const [sent, setSent] = useState<Sent>();
  const [state, setState] = useState<'idle' | 'sending' | { readonly failed: string }>('idle');
  if (weixin === undefined) return <p>{text.tryLocalOnly}</p>;

  const push = async (tried: TriedName, fields: Fields) => {
    setState('sending');
    try {
      const CreateTime = String(Math.floor(Date.now() / 1000));
      const before = await countedBefore({ CreateTime, ...fields }, timeZone);
      const answer = await postJson<TryAnswer>('api/try', { name: tried, fields });
      setSent({ answer, before });
      setState('idle');
    } catch (error) {
      setSent(undefined);
      setState({ failed: error instanceof Error ? error.message : String(error) });
    }
  };
  const pushNew = (event: SubmitEvent) => {
    event.preventDefault();
    void push(name, givenFields(name, changes));
  };
  const pushAgain = ({ answer }: Sent) => {
    const again = triedFieldsOf(answer.name).map((field) => [field, answer.fields[field] ?? ''] as const);
    void push(answer.name, Object.fromEntries(again));
  };
  return (
    <>
      <h1>{text.tryIt}</h1>
      <form class="card" onSubmit={pushNew}>
        <fieldset class="choices">
          <legend class="unseen">{text.event}</legend>
          {triedNames.map((tried) => (
            <button
              type="button"
              class="sentence"
              key={tried}
              aria-pressed={tried === name}
              title={tried}
              onClick={() => setName(tried)}
            >
              {tried === chatType ? text.chatMessage : eventName(tried)}
            </button>
          ))}
        </fieldset>
        <FieldInputs
          name={name}
          values={fieldValues(name, changes)}
          onChange={(changed) => setChanges({ ...changes, ...changed })}
        />
        <div class="actions">
          <button type="submit" class="main" disabled={state === 'sending'}>
            {text.send}
          </button>
          <button
            type="button"
            disabled={state === 'sending' || sent === undefined}
            onClick={() => sent && pushAgain(sent)}
          >
            {text.sendRetry}
          </button>
        </div>
      </form>
      {typeof state === 'object' && (
        <p class="notice bad" role="alert">
          {text.pushFailed(state.failed)}
        </p>
      )}
      {sent && <PushAnswer answer={sent.answer} />}
      {sent && isCountable(sent.answer.fields) && (
        <CountsMoving event={sent.answer.fields} before={sent.before} />
      )}
      <LocalSettings weixin={weixin} />
    </>
  );
}

/** What was counted of an event's product and day; undefined where nothing was, or the event names none. */
async function countedBefore(event: Fields, timeZone: string): Promise<Counted | undefined> {
  if (!isCountable(event)) return undefined;
  const { days } = await getJson<ProductReport>(productDayPath(event, timeZone));
  return days[0];
}
