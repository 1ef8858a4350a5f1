import { useState } from 'preact/hooks';
import type { NamedProduct } from '../answers.ts';
import { postJson } from '../api.ts';
import { useSpeech } from '../text/language.tsx';

interface NameEditorProps {
  readonly product: NamedProduct;
  readonly onNamed: () => void;
}

/** Gives a product the name that the merchant knows it by. */
export function NameEditor({ product, onNamed }: NameEditorProps) {
  const { text } = useSpeech();
  const [entered, setEntered] = useState<string>();
  const [objection, setObjection] = useState('');
  if (entered === undefined) {
    return (
      <button type="button" onClick={() => setEntered(product.name ?? '')}>
        {product.name === null ? text.giveName : text.changeName}
      </button>
    );
  }
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const { keyStandard, keyStr } = product;
    try {
      await postJson('api/name', { keyStandard, keyStr, name: entered });
      setEntered(undefined);
      onNamed();
    } catch (error) {
      setObjection(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <form class="name-editor" onSubmit={(event) => void save(event)}>
      <input
        aria-label={text.productName}
        placeholder={text.productName}
        maxLength={100}
        value={entered}
        onInput={(event) => setEntered(event.currentTarget.value)}
      />
      <button type="submit" class="main">
        {text.save}
      </button>
      <button type="button" onClick={() => setEntered(undefined)}>
        {text.cancel}
      </button>
      {objection && (
        <p class="notice bad" role="alert">
          {text.notSaved(objection)}
        </p>
      )}
    </form>
  );
}
