import type { Row } from '../../../report/csv.ts';
import { saveCsv } from '../save-csv.ts';
import { useSpeech } from '../text/language.tsx';

interface CsvButtonProps {
  readonly name: string;
  readonly rows: () => readonly Row[];
}

export function CsvButton({ name, rows }: CsvButtonProps) {
  const { text } = useSpeech();
  return (
    <button type="button" onClick={() => saveCsv(name, rows())}>
      {text.csv}
    </button>
  );
}
