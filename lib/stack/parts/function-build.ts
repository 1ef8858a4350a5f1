import type { BuildOptions } from 'esbuild';
import { unusedCredentialProviders } from './unused-credential-providers.ts';

/** How esbuild makes one ESM file of a function: small, for Lambda's Node.js, the AWS SDK inside. */
export const functionBuild = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  minify: true,
  mainFields: ['module', 'main'],
  external: [...unusedCredentialProviders],
  // CommonJS dependencies inside an ESM bundle call require for Node's own modules.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
} as const satisfies BuildOptions;
