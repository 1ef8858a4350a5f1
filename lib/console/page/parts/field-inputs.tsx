import { chatType, sampleChat } from '../../../weixin/chat.ts';
import { samples } from '../../../weixin/samples.ts';
import { type TriedName, triedFieldsOf } from '../../tried.ts';
import { useSpeech } from '../text/language.tsx';

/** Values by Weixin's names for the fields of what is pushed. */
export type Fields = Readonly<Record<string, string>>;

interface FieldInputsProps {
  readonly name: TriedName;
  readonly values: Fields;
  readonly onChange: (changed: Fields) => void;
}

export function FieldInputs({ name, values, onChange }: FieldInputsProps) {
  const { text } = useSpeech();
  return (
    <div class="fields">
      {triedFieldsOf(name).map((field) => (
        <label key={field}>
          {field}
          <input
            name={field}
            autocomplete="off"
            spellcheck={false}
            value={values[field] ?? ''}
            placeholder={text.fieldHints[field] ?? ''}
            onInput={(event) => onChange({ [field]: event.currentTarget.value })}
          />
        </label>
      ))}
    </div>
  );
}

/** Fields that whoever pushes fills in where they are empty. */
const leftToServer: readonly string[] = ['CreateTime', 'MsgId'];

/** What the inputs show: the sample of what is pushed, on the one product and person of the first sample. */
export function fieldValues(name: TriedName, changes: Fields): Fields {
  const { ToUserName, FromUserName, KeyStandard, KeyStr } = samples.user_scan_product;
  const all: Fields = {
    ...(name === chatType ? { Content: sampleChat } : samples[name]),
    ToUserName,
    FromUserName,
    KeyStandard,
    KeyStr,
    CreateTime: '',
    ...changes,
  };
  return Object.fromEntries(triedFieldsOf(name).map((field) => [field, all[field] ?? '']));
}

/** What is pushed. */
export function givenFields(name: TriedName, changes: Fields): Fields {
  const values = Object.entries(fieldValues(name, changes));
  return Object.fromEntries(values.filter(([field, value]) => value !== '' || !leftToServer.includes(field)));
}
