import { type Language, languages, type Spoken, spoken } from '../../functions/model/language.ts';

/** What is said in several languages. This folder imports nothing of Node.js: a browser loads it too. */
export { type Language, languages, type Spoken, spoken };

/** The language of a terminal: what POSIX says of messages, `LC_ALL` before `LC_MESSAGES` before `LANG`. */
export function languageOf(variables: Readonly<Record<string, string | undefined>>): Language {
  const locale = variables.LC_ALL || variables.LC_MESSAGES || variables.LANG || '';
  return /^zh\b|^zh_/i.test(locale) ? 'zh' : 'en';
}

/** The same sentence in each language, made of the texts of each. */
export function inEach<Text>(texts: Spoken<Text>, say: (text: Text) => string): Spoken<string> {
  return inEachLanguage((language) => say(texts[language]));
}

export function inEachLanguage(say: (language: Language) => string): Spoken<string> {
  return { en: say('en'), zh: say('zh') };
}
