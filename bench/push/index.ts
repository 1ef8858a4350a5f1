/** What runs as a bundle, built like the function that is deployed: see bundle.ts. */
export { runProbes } from './run-probes.ts';
export { timePushes } from './time-pushes.ts';
