/** Builds the console page into a folder: how its files get into the reader function's bundle. */
import { writePage } from '../functions/web/page-folder.ts';
import { buildPage } from '../lib/console/page-files.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: build-page FOLDER');
await writePage(await buildPage(), folder);
