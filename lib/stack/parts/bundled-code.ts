import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage, type ILocalBundling } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import { functionBuild } from './function-build.ts';

const projectFolder = fileURLToPath(new URL('../../../', import.meta.url));
const functionsFolder = join(projectFolder, 'functions');

export interface BundleProps {
  /** The handler's file below functions/. */
  readonly entry: string;
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
  readonly alias: Readonly<Record<string, string>>;
  readonly absent: readonly string[];
  readonly files: BundledFiles | undefined;

  constructor({ entry, alias = {}, absent = [], files }: BundleProps) {
    this.entry = entry;
    this.alias = alias;
    this.absent = absent;
    this.files = files;
  }

  tryBundle(outputFolder: string): boolean {
    buildSync({
      ...functionBuild,
      entryPoints: [join(functionsFolder, this.entry)],
      outfile: join(outputFolder, 'index.mjs'),
      alias: this.alias,
      define: Object.fromEntries(this.absent.map((name) => [`process.env.${name}`, 'undefined'])),
      logLevel: 'warning',
    });
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
