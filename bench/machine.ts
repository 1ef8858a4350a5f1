import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { versionOf } from './bundle.ts';
import { peerVersions } from './peers.ts';

const measured = ['fast-xml-parser', '@aws-sdk/client-dynamodb', '@aws-sdk/client-sqs', 'esbuild'];

/** On what, with what and when it was measured. */
export function machine(): string {
  const model = cpus()[0]?.model ?? process.arch;
  const memory = Math.round(totalmem() / 2 ** 30);
  const versions = [...measured.map((name) => [name, versionOf(name)]), ...Object.entries(peerVersions())];
  return [
    `${new Date().toISOString().slice(0, 10)}; ${availableParallelism()} × ${model}, ${memory} GB, ` +
      `${process.platform} ${release()}, Node.js ${process.versions.node}.`,
    versions.map(([name, version]) => `${name} ${version}`).join(', '),
  ].join('\n\n');
}
