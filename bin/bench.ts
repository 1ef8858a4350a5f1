import { bench } from '../bench/bench.ts';
import { quietSdk } from '../lib/local/quiet-sdk.ts';

Object.assign(process.env, quietSdk);
await bench(process.argv.slice(2));
