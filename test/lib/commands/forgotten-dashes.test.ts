import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { checkDashes } from '../../../lib/commands/forgotten-dashes.ts';

const program = new Command().option('--stack <name>');
program.command('products').option('--json').option('--dry-run').option('--KeyStr <text>');

/** The environment npm makes, here of `npm run report products …`. */
const byNpm = { npm_command: 'run', npm_lifecycle_event: 'report', npm_config_loglevel: 'silent' };

describe('an option without -- in front, which npm keeps for itself', () => {
  it.each([
    ['--json', { npm_config_json: 'true' }],
    ['--dry-run', { npm_config_dry_run: 'true' }],
    ['--KeyStr', { npm_config_keystr: 'true' }],
    ['--stack', { npm_config_stack: 'true' }],
  ])('%s is told, with the way it is written', (option, kept) => {
    expect(() => checkDashes(program, ['products'], { ...byNpm, ...kept })).toThrow(
      `npm took ${option} for itself. What is for the command stands behind two dashes: npm run report -- … ${option}`,
    );
  });

  it.each([
    ['it stands among the arguments as well', ['products', '--json'], { ...byNpm, npm_config_json: 'true' }],
    ['with its value', ['--stack=Shop'], { ...byNpm, npm_config_stack: 'true' }],
    ['npm has it unset', ['products'], { ...byNpm, npm_config_json: '' }],
    ['npm did not run the command', ['products'], { npm_config_json: 'true' }],
  ])('is none where %s', (_case, args, variables) => {
    expect(() => checkDashes(program, args, variables)).not.toThrow();
  });
});
