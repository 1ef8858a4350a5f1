import { useSpeech } from '../text/language.tsx';

interface PagesProps {
  readonly page: number;
  readonly pageSize: number;
  readonly count: number;
  readonly format: (value: number) => string;
  readonly onPage: (page: number) => void;
}

/** Which part of a long list is shown, and the way to the next. */
export function Pages({ page, pageSize, count, format, onPage }: PagesProps) {
  const { text } = useSpeech();
  const first = page * pageSize;
  const last = Math.min(first + pageSize, count);
  return (
    <div class="pages">
      <span class="quiet" role="status">
        {text.shown(format(Math.min(first + 1, count)), format(last), format(count))}
      </span>
      <button type="button" disabled={page === 0} onClick={() => onPage(page - 1)}>
        {text.previousPage}
      </button>
      <button type="button" disabled={last === count} onClick={() => onPage(page + 1)}>
        {text.nextPage}
      </button>
    </div>
  );
}
