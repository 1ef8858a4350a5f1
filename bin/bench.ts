import { quietSdk } from '../lib/local/quiet-sdk.ts';
import { bench } from '../test/bench/bench.ts';

Object.assign(process.env, quietSdk);
await bench(process.argv.slice(2));
