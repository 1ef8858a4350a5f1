import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the peers are installed. */
export const peersFolder = fileURLToPath(new URL('./', import.meta.url));

/** The package whose dependencies the peers are. */
export const peersPackage = `${peersFolder}package.json`;

/** Names and exact versions of the peers. */
export function peerVersions(): Readonly<Record<string, string>> {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(peersPackage, 'utf8'),
  );
  return dependencies;
}
