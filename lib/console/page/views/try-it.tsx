import { useState } from 'preact/hooks';
import { type EventName, eventNames, fieldsOf } from '../../../../functions/model/event-types.ts';
import { samples } from '../../../weixin/samples.ts';
import { useAbout } from '../about.tsx';
import type { AccountDay, ProductReport, TryAnswer } from '../answers.ts';
import { CopyRow } from '../parts/copy-row.tsx';
import { CountsMoving, isCountable, productDayPath } from '../parts/counts-moving.tsx';
import { PushAnswer } from '../parts/push-answer.tsx';
import { useSpeech } from '../text/language.tsx';
import { getJson, postJson } from '../use-answer.ts';

type Fields = Readonly<Record<string, string>>;

interface Sent {
  readonly answer: TryAnswer;
  /** What was counted before. */
  readonly before: AccountDay | undefined;
}

/** Weixin's side, played by hand against the local run. */
export function TryIt() {
  const { text } = useSpeech();
  const { weixin, timeZone } = useAbout();
  const [name, setName] = useState<EventName>('user_scan_product');
  const [changes, setChanges] = useState<Fields>({});
  const [sent, setSent] = useState<Sent>();
  const [state, setState] = useState<'idle' | 'sending' | { readonly failed: string }>('idle');
  if (weixin === undefined) return <p>{text.tryLocalOnly}</p>;

  const push = async (event: EventName, fields: Fields) => {
    setState('sending');
    try {
      const CreateTime = String(Math.floor(Date.now() / 1000));
      const before = await countedBefore({ CreateTime, ...fields }, timeZone);
      const answer = await postJson<TryAnswer>('api/try', { event, fields });
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
  const pushAgain = ({ answer: { event } }: Sent) => {
    const { Event, ...fields } = event;
    void push(eventNames.find((each) => each === Event) ?? name, fields);
  };
  return (
    <>
      <h1>{text.tryIt}</h1>
      <section class="card">
        <h2>{text.settings}</h2>
        <dl class="copies">
          <CopyRow name={text.callbackUrl} value={weixin.callbackUrl} />
          <CopyRow name={text.token} value={weixin.token} />
          <CopyRow name={text.encodingAesKey} value={weixin.encodingAesKey} />
          <CopyRow name={text.appId} value={weixin.appId} />
        </dl>
      </section>
      <form class="card" onSubmit={pushNew}>
        <fieldset class="choices">
          <legend class="unseen">{text.event}</legend>
          {eventNames.map((event) => (
            <button
              type="button"
              key={event}
              aria-pressed={event === name}
              title={event}
              onClick={() => setName(event)}
            >
              {text.eventNames[event]}
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
      {sent && isCountable(sent.answer.event) && (
        <CountsMoving event={sent.answer.event} before={sent.before} />
      )}
    </>
  );
}

/** What was counted of an event's product and day; undefined where nothing was, or the event names none. */
async function countedBefore(event: Fields, timeZone: string): Promise<AccountDay | undefined> {
  if (!isCountable(event)) return undefined;
  const { days } = await getJson<ProductReport>(productDayPath(event, timeZone));
  return days[0];
}

interface FieldInputsProps {
  readonly name: EventName;
  readonly values: Fields;
  readonly onChange: (changed: Fields) => void;
}

function FieldInputs({ name, values, onChange }: FieldInputsProps) {
  const { text } = useSpeech();
  return (
    <div class="fields">
      {fieldsOf(name).map((field) => (
        <label key={field}>
          {field}
          <input
            name={field}
            autocomplete="off"
            spellcheck={false}
            value={values[field] ?? ''}
            placeholder={field === 'CreateTime' ? text.createTimeHint : ''}
            onInput={(event) => onChange({ [field]: event.currentTarget.value })}
          />
        </label>
      ))}
    </div>
  );
}

/** What the inputs show: the sample of the event, on the one product and person of the first sample. */
function fieldValues(name: EventName, changes: Fields): Fields {
  const { ToUserName, FromUserName, KeyStandard, KeyStr } = samples.user_scan_product;
  const all: Fields = {
    ...samples[name],
    ToUserName,
    FromUserName,
    KeyStandard,
    KeyStr,
    CreateTime: '',
    ...changes,
  };
  return Object.fromEntries(fieldsOf(name).map((field) => [field, all[field] ?? '']));
}

/** What is pushed: an empty CreateTime is left to the server's clock. */
function givenFields(name: EventName, changes: Fields): Fields {
  const { CreateTime, ...fields } = fieldValues(name, changes);
  return CreateTime ? { ...fields, CreateTime } : fields;
}
