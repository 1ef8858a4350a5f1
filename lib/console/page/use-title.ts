import { useEffect } from 'preact/hooks';
import { useSpeech } from './text/language.tsx';

/** Names the view in the browser's tabs and history. */
export function useTitle(view: string): void {
  const { text } = useSpeech();
  useEffect(() => {
    document.title = view === '' ? text.title : `${view} · ${text.title}`;
  }, [view, text]);
}
