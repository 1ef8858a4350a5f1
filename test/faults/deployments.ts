import type { CloudAssembly } from '../../lib/local/template/cloud-assembly.ts';
import { handlersAssembly, sharedAssembly } from '../support/engines.ts';
import { cases } from '../support/length.ts';

/** A receiver by what its deployment set. */
export interface Deployment {
  readonly name: string;
  readonly readAssembly: () => Promise<CloudAssembly>;
}

export const bare: Deployment = { name: 'without settings', readAssembly: sharedAssembly };
export const publishing: Deployment = { name: 'that publishes', readAssembly: handlersAssembly };

/** Those the whole suite is held on, which then asks as well whether all that is counted is published. */
export const deployments = cases([bare], [publishing]);
