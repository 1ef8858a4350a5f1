import { Command, Help, type Option } from 'commander';
import { commanderInChinese, shellTexts } from '../wording/shell.ts';
import type { Surroundings } from './surroundings.ts';

/** A command to be described further: how it speaks is settled here, for its subcommands too. */
export function programOf(name: string, description: string, surroundings: Surroundings): Command {
  const { write, writeError, language = 'en' } = surroundings;
  const inLanguage = (text: string) => (language === 'en' ? text : inChinese(text));
  const plainHelp = new Help();
  return new Command(name)
    .description(description)
    .helpOption('-h, --help', shellTexts[language].help)
    .exitOverride()
    .configureOutput({
      writeOut: write,
      writeErr: writeError,
      outputError: (text, writeText) => writeText(inLanguage(text)),
    })
    .configureHelp({
      styleTitle: inLanguage,
      styleUsage: inLanguage,
      styleSubcommandTerm: inLanguage,
      styleSubcommandDescription: inLanguage,
      optionDescription: (option: Option) => inLanguage(plainHelp.optionDescription(option)),
    });
}

function inChinese(text: string): string {
  return commanderInChinese.reduce((said, [english, chinese]) => said.replace(english, chinese), text);
}
