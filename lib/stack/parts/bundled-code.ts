import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage, type ILocalBundling } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync, type OutputFile } from 'esbuild';
import { functionBuild } from './function-build.ts';

const projectFolder = fileURLToPath(new URL('../../../', import.meta.url));
const functionsFolder = join(projectFolder, 'functions');

export interface BundleProps {
  /** The handler's file below functions/. */
  readonly entry: string;
  /** Entries that differ in nothing else: bundled in one go, since they share most of what they import. @default none */
  readonly siblings?: readonly string[];
  /** Files that take the place of modules, by the modules' names. @default none do */
  readonly alias?: Readonly<Record<string, string>>;
  /** Variables it would read and is never given: what only they switch on is not bundled. @default none */
  readonly absent?: readonly string[];
  /** Files the bundle has beside its code, in a folder of that name. @default none */
  readonly files?: BundledFiles;
}

export interface BundledFiles {
  readonly folder: string;
  /** The script of bin/ that writes them into the folder it is given. */
  readonly script: string;
}

/** A function's code as one ESM file, its handler `index.handler`; uploaded again where the bundle has changed. */
export function bundledCode(props: BundleProps): Code {
  return Code.fromAsset(functionsFolder, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: { image: noImage, local: new Bundling(props) },
  });
}

/** In which the CDK would bundle where the machine itself could not; it always can. */
const noImage = DockerImage.fromRegistry('none');

/**
 * Bundles through esbuild's API, one process for all functions: the CDK's NodejsFunction starts `npx` for each,
 * which takes longer than the bundling.
 */
class Bundling implements ILocalBundling {
  // Whose fields are the same is the same bundling to the CDK.
  readonly entry: string;
  readonly bundle: Bundle;
  readonly files: BundledFiles | undefined;

  constructor({ entry, siblings = [], alias = {}, absent = [], files }: BundleProps) {
    this.entry = entry;
    this.bundle = { entries: [...new Set([entry, ...siblings])].sort(), alias, absent };
    this.files = files;
  }

  tryBundle(outputFolder: string): boolean {
    writeFileSync(join(outputFolder, 'index.mjs'), build(this.bundle, this.entry));
    if (this.files) {
      const { script, folder } = this.files;
      execFileSync(process.execPath, ['--import', 'tsx', join('bin', script), join(outputFolder, folder)], {
        cwd: projectFolder,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    }
    return true;
  }
}

interface Bundle extends Required<Pick<BundleProps, 'alias' | 'absent'>> {
  readonly entries: readonly string[];
}

/** What esbuild made in this process, by what it was asked to. */
const built = new Map<string, readonly OutputFile[]>();

function build(bundle: Bundle, entry: string): Uint8Array {
  const key = JSON.stringify(bundle);
  const files = built.get(key) ?? buildAll(bundle);
  built.set(key, files);
  const file = files.find(({ path }) => path === join(functionsFolder, entry.replace(/\.ts$/, '.js')));
  if (file === undefined) throw new Error(`esbuild made nothing of ${entry}`);
  return file.contents;
}

function buildAll({ entries, alias, absent }: Bundle): readonly OutputFile[] {
  const { outputFiles } = buildSync({
    ...functionBuild,
    entryPoints: entries.map((entry) => join(functionsFolder, entry)),
    outdir: functionsFolder,
    outbase: functionsFolder,
    write: false,
    alias,
    define: Object.fromEntries(absent.map((name) => [`process.env.${name}`, 'undefined'])),
    logLevel: 'warning',
  });
  return outputFiles;
}
