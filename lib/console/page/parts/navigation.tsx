import type { About } from '../../about.ts';
import { href, useAddress } from '../address.tsx';
import { languageName, languages, useSpeech } from '../text/language.tsx';

export function Navigation({
  current,
  about,
}: {
  readonly current: string;
  readonly about: About | undefined;
}) {
  const { text, language, speak } = useSpeech();
  const { range } = useAddress().query;
  const views = [
    { path: '', name: text.today, covers: [''] },
    { path: 'products', name: text.products, covers: ['products', 'product'], settings: { range } },
    { path: 'people', name: text.people, covers: ['people'] },
    ...(about?.weixin ? [{ path: 'try', name: text.tryIt, covers: ['try'] }] : []),
    { path: 'pipeline', name: text.pipeline, covers: ['pipeline'] },
  ];
  return (
    <header class="top">
      <p class="brand">
        {text.title}
        {about && (
          <span class="quiet">
            {about.stack === undefined ? text.localRun : `${text.stack} ${about.stack}`}
          </span>
        )}
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
