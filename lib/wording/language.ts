/** The languages that commands, alarms and the console page speak. This folder imports nothing of Node.js: a browser loads it too. */
export const languages = ['en', 'zh'] as const;

export type Language = (typeof languages)[number];

/** What is said, in each language. */
export type Spoken<Text> = Readonly<Record<Language, Text>>;

/** Texts in every language. The English ones are the shape, so that a missing Chinese one is a type error. */
export function spoken<Text extends object>(en: Text, zh: NoInfer<Text>): Spoken<Text> {
  return { en, zh };
}

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
