import { type EventName, fieldsOf } from '../../../../functions/model/event-types.ts';
import { samples } from '../../../weixin/samples.ts';
import { useSpeech } from '../text/language.tsx';

/** Values by Weixin's names for the fields of an event. */
export type Fields = Readonly<Record<string, string>>;

interface FieldInputsProps {
  readonly name: EventName;
  readonly values: Fields;
  readonly onChange: (changed: Fields) => void;
}

export function FieldInputs({ name, values, onChange }: FieldInputsProps) {
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
export function fieldValues(name: EventName, changes: Fields): Fields {
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
export function givenFields(name: EventName, changes: Fields): Fields {
  const { CreateTime, ...fields } = fieldValues(name, changes);
  return CreateTime ? { ...fields, CreateTime } : fields;
}
