import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { About } from '../about.ts';
import { type Formats, formats } from './format.ts';
import { useSpeech } from './text/language.tsx';

/** What the page looks at: it does not change while the server runs. */
export const AboutContext = createContext<About | undefined>(undefined);

export function useAbout(): About {
  const about = useContext(AboutContext);
  if (about === undefined) throw new Error('the page is shown before it knows what it looks at');
  return about;
}

/** How often what is in view is read again, in milliseconds: reading a deployed stack has a price. */
export function useRefresh(): number {
  return useAbout().stack === undefined ? 3000 : 30_000;
}

/** Numbers and moments in the user's language and the statistics' time zone. */
export function useFormats(): Formats {
  const { language } = useSpeech();
  const { timeZone } = useAbout();
  return useMemo(() => formats(language, timeZone), [language, timeZone]);
}
