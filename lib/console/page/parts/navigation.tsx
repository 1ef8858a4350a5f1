import type { About } from '../../about.ts';
import { href, useAddress } from '../address.tsx';
import { formats } from '../format.ts';
import type { Text } from '../text/en.ts';
import { type Language, languageName, languages, useSpeech } from '../text/language.tsx';

export function Navigation({
  current,
  about,
}: {
  readonly current: string;
  readonly about: About | undefined;
}) {
  const { text, language, speak } = useSpeech();
  const { range } = useAddress().query;
  const share = about?.share;
  const views = [
    { path: '', name: text.today, covers: [''] },
    { path: 'shop', name: text.shop, covers: ['shop'], settings: { range } },
    { path: 'products', name: text.products, covers: ['products', 'product'], settings: { range } },
    ...(share?.scope === 'numbers' ? [] : [{ path: 'people', name: text.people, covers: ['people'] }]),
    ...(about?.weixin ? [{ path: 'try', name: text.tryIt, covers: ['try'] }] : []),
    ...(share ? [] : [{ path: 'pipeline', name: text.pipeline, covers: ['pipeline'] }]),
  ];
  return (
    <header class="top">
      <p class="brand">
        {text.title}
        {about && <span class="quiet">{lookedAt(about, text, language)}</span>}
      </p>
      <nav aria-label={text.navigation}>
        {views.map(({ path, name, covers, settings }) => (
          <a
            key={path}
            href={href([path], settings)}
            aria-current={covers.includes(current) ? 'page' : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
      <fieldset class="languages">
        <legend class="unseen">{text.language}</legend>
        {languages.map((each) => (
          <button
            type="button"
            key={each}
            lang={each === 'zh' ? 'zh-CN' : 'en'}
            aria-pressed={each === language}
            onClick={() => speak(each)}
          >
            {languageName(each)}
          </button>
        ))}
      </fieldset>
    </header>
  );
}

/** What the page looks at; of a share link, until when. */
function lookedAt({ share, stack, timeZone }: About, text: Text, language: Language): string {
  if (share) return text.sharedUntil(formats(language, timeZone).moment(share.validUntil));
  return stack === undefined ? text.localRun : `${text.stack} ${stack}`;
}
