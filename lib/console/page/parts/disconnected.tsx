import { useConnection } from '../connection.ts';
import { formats } from '../format.ts';
import { useSpeech } from '../text/language.tsx';

/** Says once that the server does not answer, and of when the numbers are that are still shown. */
export function Disconnected({ timeZone }: { readonly timeZone: string | undefined }) {
  const { text, language } = useSpeech();
  const { lost, asOf } = useConnection();
  if (!lost) return null;
  const { clock } = formats(language, timeZone);
  return (
    <p class="notice bad" role="alert">
      {asOf === undefined ? text.disconnected : text.disconnectedAsOf(clock(asOf))}
    </p>
  );
}
