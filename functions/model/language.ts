/** The languages that commands, alarms, mails and the console page speak. A browser loads this file too. */
export const languages = ['en', 'zh'] as const;

export type Language = (typeof languages)[number];

/** What is said, in each language. */
export type Spoken<Text> = Readonly<Record<Language, Text>>;

/** Texts in every language. The English ones are the shape, so that a missing Chinese one is a type error. */
export function spoken<Text extends object>(en: Text, zh: NoInfer<Text>): Spoken<Text> {
  return { en, zh };
}
