import { callback } from './equivalents/callback.ts';
import type { Equivalent } from './equivalents/equivalent.ts';
import { forgetting } from './equivalents/forgetting.ts';
import { insights } from './equivalents/insights.ts';
import { model } from './equivalents/model.ts';
import { outbox } from './equivalents/outbox.ts';
import { publishing } from './equivalents/publishing.ts';
import { reader } from './equivalents/reader.ts';
import { runtime } from './equivalents/runtime.ts';
import { shares } from './equivalents/shares.ts';
import { stores } from './equivalents/stores.ts';
import { web } from './equivalents/web.ts';
import { week } from './equivalents/week.ts';
import { workers } from './equivalents/workers.ts';
import type { Mutant } from './mutant.ts';

/** By the room of functions/ they are in. */
export const equivalents: readonly Equivalent[] = [
  ...callback,
  ...forgetting,
  ...insights,
  ...model,
  ...outbox,
  ...publishing,
  ...reader,
  ...runtime,
  ...shares,
  ...stores,
  ...web,
  ...week,
  ...workers,
];

const known = new Set(equivalents.map(nameOf));

/** Whether no test has to notice a mutant. What people are told is held by tests where its words matter, and else is not. */
export function isEquivalent(mutant: Mutant): boolean {
  return mutant.isWording || known.has(nameOf(mutant));
}

function nameOf({ file, lineText, original, replacement }: Omit<Equivalent, 'because'>): string {
  return JSON.stringify([file, lineText, original, replacement]);
}
