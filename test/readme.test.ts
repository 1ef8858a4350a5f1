import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSettings } from '../lib/commands/start-settings.ts';
import { readSettings } from '../lib/stack/settings.ts';
import { testAppId } from './support/account.ts';
import { codeIn, ownPlace, readPage, root, type Section } from './support/page-sections.ts';

const english = readPage('README.md');
const chinese = readPage('README.zh.md');
const contributing = readPage('CONTRIBUTING.md');

describe('README.md and README.zh.md', () => {
  it('link to each other above all else', () => {
    expect([english[0]?.links[0], chinese[0]?.links[0]]).toEqual(['README.zh.md', 'README.md']);
  });

  it('have headings of the same levels in the same order', () => {
    expect(chinese.map(({ level }) => level)).toEqual(english.map(({ level }) => level));
  });

  describe.each(english.map((section, place) => ({ ...section, place })))('in $heading', (section) => {
    const translated = chinese[section.place];

    it('have the same code, but for comments', () => {
      expect(translated?.code).toEqual(section.code);
    });

    it('name the same commands, settings, files and outputs', () => {
      expect(translated?.names).toEqual(section.names);
    });

    it('link to the same places', () => {
      const places = (page: readonly Section[], links: readonly string[] = []) =>
        links.filter((link) => !/^README/.test(link)).map((link) => ownPlace(page, link) ?? link);

      expect(places(chinese, translated?.links).sort()).toEqual(places(english, section.links).sort());
    });

    it('have tables of the same rows', () => {
      const shape = (rows: Section['rows'] = []) => rows.map((cells) => cells.map(codeIn));

      expect(shape(translated?.rows)).toEqual(shape(section.rows));
    });
  });
});

describe('what is written is there:', () => {
  const pages = { 'README.md': english, 'README.zh.md': chinese, 'CONTRIBUTING.md': contributing };

  it.each(Object.entries(pages))('%s links to nothing that is missing', (_, page) => {
    const links = page.flatMap(({ links }) => links).filter((link) => !link.startsWith('https://'));
    const broken = links.filter((link) => {
      const [file = '', anchor] = link.split('#');
      if (file !== '' && !existsSync(join(root, file))) return true;
      return (
        anchor !== undefined && ownPlace(file === '' ? page : readPage(file), `#${anchor}`) === undefined
      );
    });

    expect(broken).toEqual([]);
  });

  it.each(Object.entries(pages))('%s names no npm script that is missing', (_, page) => {
    const file = readFileSync(join(root, 'package.json'), 'utf8');
    const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(file);
    const text = page.flatMap(({ code, names }) => [...code, ...names]).join('\n');
    const run = [...text.matchAll(/\bnpm run (?:-s )?([\w:]+)/g)].map(([, script]) => script);

    expect(run.filter((script) => !Object.hasOwn(scripts, script ?? ''))).toEqual([]);
  });

  it('README.md lists every setting of a deployment, and no other', () => {
    const asked = new Set<string>();
    readSettings({
      tryGetContext: (name) => {
        asked.add(name);
        return name === 'appId' ? testAppId : undefined;
      },
    });

    const table = english.find(({ heading }) => heading === 'Settings')?.rows ?? [];
    const listed = table.map(([name = '']) => codeIn(name)[0]).filter((name) => name !== undefined);

    expect(listed.sort()).toEqual([...asked].sort());
  });

  it('README.md names every variable that a local run reads', () => {
    const named = english.flatMap(({ names }) => names.flatMap((name) => name.split('=')));

    expect(named).toEqual(
      expect.arrayContaining(Object.values(startSettings).map(({ variable }) => variable)),
    );
  });

  it('README.md maps every folder of functions and lib, and no other', () => {
    const files = execFileSync('git', ['ls-files', 'functions', 'lib'], { cwd: root, encoding: 'utf8' });
    const folders = files.split('\n').flatMap((file) => /^\w+\/[\w-]+(?=\/)/.exec(file)?.[0] ?? []);
    const map = english.find(({ heading }) => heading === 'Change it')?.rows ?? [];
    const mapped = map.flatMap(([names = '']) => codeIn(names)).map((name) => name.replace(/\/$/, ''));

    expect(mapped.filter((name) => !existsSync(join(root, name)))).toEqual([]);
    expect(mapped.filter((name) => name.includes('/')).sort()).toEqual([...new Set(folders)].sort());
  });
});
