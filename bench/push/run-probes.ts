import { setTimeout as pause } from 'node:timers/promises';
import type { Candidate, Taken } from './candidate.ts';
import { loadCandidates } from './candidates.ts';
import { type Probe, probes } from './probes.ts';

/** What became of a probe: `takes` is what should not have happened. */
export type Answer = 'refuses' | 'takes' | 'never answers';

export interface ProbeResult {
  readonly probe: string;
  /** By the candidate's name. */
  readonly answers: ReadonlyMap<string, Answer>;
}

/** Puts every probe to this receiver and to every peer. */
export async function runProbes(packageFile: string): Promise<readonly ProbeResult[]> {
  const results: ProbeResult[] = [];
  for (const probe of probes()) {
    const { ours, peers } = loadCandidates(packageFile, probe.encryption);
    const answers = new Map<string, Answer>();
    for (const candidate of [ours, ...peers]) answers.set(candidate.name, await answerTo(candidate, probe));
    results.push({ probe: probe.name, answers });
  }
  return results;
}

const patience = 500;

async function answerTo(candidate: Candidate, { push }: Probe): Promise<Answer> {
  // A peer may throw out of an event of its parser, where nobody can catch it.
  const astray = new Promise<'refuses'>((resolve) =>
    process.once('uncaughtException', () => resolve('refuses')),
  );
  const answer = work(candidate, push).then(
    ({ fields }): Answer => (Object.keys(fields).length > 0 ? 'takes' : 'refuses'),
    (): Answer => 'refuses',
  );
  const silence = pause(patience, 'never answers' as const);
  try {
    return await Promise.race([answer, astray, silence]);
  } finally {
    process.removeAllListeners('uncaughtException');
  }
}

async function work(candidate: Candidate, push: Probe['push']): Promise<Taken> {
  return candidate.prepare(push)();
}
