import { bench } from '../test/bench/bench.ts';

// The newest SDK says so of every older Node.js, once a process.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

await bench(process.argv.slice(2));
