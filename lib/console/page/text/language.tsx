import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import type { Words } from '../../../../functions/model/event-type.ts';
import { en, type Text } from './en.ts';
import { zh } from './zh.ts';

const texts = { zh, en } as const satisfies Record<string, Text>;

export type Language = keyof typeof texts;

export const languages = Object.keys(texts) as readonly Language[];

interface Speech {
  readonly language: Language;
  readonly text: Text;
  /** What is written once in each language, beside what it names. */
  readonly say: (words: Words) => string;
  readonly speak: (language: Language) => void;
}

const storageKey = 'language';
const SpeechContext = createContext<Speech>({
  language: 'en',
  text: en,
  say: ({ en: words }) => words,
  speak: () => undefined,
});

/** Gives what is inside the user's language: the one chosen before, else the browser's. */
export function Speaking({ children }: { readonly children: ComponentChildren }) {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const speech = useMemo(
    () => ({
      language,
      text: texts[language],
      say: (words: Words) => words[language],
      speak: (chosen: Language) => {
        localStorage.setItem(storageKey, chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <SpeechContext.Provider value={speech}>{children}</SpeechContext.Provider>;
}

export function useSpeech(): Speech {
  return useContext(SpeechContext);
}

/** A language's own name. */
export function languageName(language: Language): string {
  return texts[language].languageName;
}

function firstLanguage(): Language {
  const chosen = localStorage.getItem(storageKey);
  return languages.find((language) => language === chosen) ?? browserLanguage();
}

function browserLanguage(): Language {
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
