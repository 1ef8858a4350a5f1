import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalRunError } from '../local-run-error.ts';
import { type Template, TemplateError } from './template.ts';

/** What a CDK app writes: one stack's template and the folders of its functions' bundles. */
export interface CloudAssembly {
  readonly folder: string;
  readonly stackName: string;
  readonly template: Template;
  /** The folder that is uploaded under a key of the assets bucket (a function's `Code.S3Key`). */
  assetFolder(s3Key: string): string;
}

interface Manifest {
  readonly artifacts: Record<string, { readonly type: string; readonly properties?: ArtifactProperties }>;
}

interface ArtifactProperties {
  readonly templateFile?: string;
  readonly stackName?: string;
  readonly file?: string;
}

interface AssetManifest {
  readonly files: Record<
    string,
    {
      readonly source: { readonly path: string };
      readonly destinations: Record<string, { readonly objectKey: string }>;
    }
  >;
}

/**
 * Reads the folder a CDK app wrote.
 * @throws {LocalRunError} where it holds anything but one stack
 */
export async function readCloudAssembly(folder: string): Promise<CloudAssembly> {
  const { artifacts } = await readJson<Manifest>(folder, 'manifest.json');
  const [stack, ...others] = ofType(artifacts, 'aws:cloudformation:stack');
  const [assets] = ofType(artifacts, 'cdk:asset-manifest');
  if (!stack?.properties.templateFile || !assets?.properties.file || others.length > 0) {
    throw new LocalRunError((text) => text.notOneStack(folder));
  }
  const folders = assetFolders(folder, await readJson<AssetManifest>(folder, assets.properties.file));
  return {
    folder,
    stackName: stack.properties.stackName ?? stack.id,
    template: await readJson<Template>(folder, stack.properties.templateFile),
    assetFolder: (s3Key) => {
      const found = folders.get(s3Key);
      if (found === undefined) throw new TemplateError(`no asset is uploaded as ${s3Key}`);
      return found;
    },
  };
}

function ofType(artifacts: Manifest['artifacts'], type: string) {
  return Object.entries(artifacts)
    .filter(([, artifact]) => artifact.type === type)
    .map(([id, { properties = {} }]) => ({ id, properties }));
}

function assetFolders(folder: string, { files }: AssetManifest): Map<string, string> {
  return new Map(
    Object.values(files).flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }) => [objectKey, join(folder, source.path)] as const),
    ),
  );
}

async function readJson<Shape>(folder: string, file: string): Promise<Shape> {
  return JSON.parse(await readFile(join(folder, file), 'utf8'));
}
