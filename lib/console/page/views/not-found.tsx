import { href } from '../address.tsx';
import { useSpeech } from '../text/language.tsx';
import { useTitle } from '../use-title.ts';

/** What is shown at an address that is no view’s. */
export function NotFound() {
  const { text } = useSpeech();
  useTitle(text.notFound);
  return (
    <section class="card">
      <h1>{text.notFound}</h1>
      <p>
        {text.notFoundHint} <a href={href([''])}>{text.today}</a>
      </p>
    </section>
  );
}
