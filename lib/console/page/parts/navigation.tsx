import type { About } from '../../about.ts';
import { href } from '../route.ts';
import { languageName, languages, useSpeech } from '../text/language.tsx';

export function Navigation({
  current,
  about,
}: {
  readonly current: string;
  readonly about: About | undefined;
}) {
  const { text, language, speak } = useSpeech();
  const views = [
    { path: '', name: text.overview, covers: [''] },
    { path: 'products', name: text.products, covers: ['products', 'product'] },
    { path: 'people', name: text.people, covers: ['people'] },
    { path: 'pipeline', name: text.pipeline, covers: ['pipeline'] },
    ...(about?.weixin ? [{ path: 'try', name: text.tryIt, covers: ['try'] }] : []),
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
        {views.map(({ path, name, covers }) => (
          <a key={path} href={href(path)} aria-current={covers.includes(current) ? 'page' : undefined}>
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
