import { eventPush } from '../../lib/weixin/push.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import { type Mode, type SignedPush, signedPush } from '../../lib/weixin/signed-push.ts';
import { type Rounds, timeInTurns, type Work } from '../statistics.ts';
import { account, callbackUrl } from './account.ts';
import type { Candidate } from './candidate.ts';
import { loadCandidates } from './candidates.ts';

export interface PushTimes {
  /** Microseconds a push for each round, by the candidate's name. */
  readonly times: ReadonlyMap<string, readonly number[]>;
  readonly ours: string;
  readonly peers: readonly string[];
  readonly parserFloor: string;
  readonly expressionFloor: string;
}

/** Times every candidate on the same pushes of opened product pages, in turns. */
export async function timePushes(packageFile: string, mode: Mode, rounds: Rounds): Promise<PushTimes> {
  const candidates = loadCandidates(packageFile, mode === 'plain' ? 'off' : 'required');
  const { ours, peers, parserFloor, expressionFloor } = candidates;
  const pushes = Array.from({ length: 64 }, (_none, place) => openedPage(place, mode));
  const works = new Map<string, Work>();
  for (const candidate of [ours, ...peers, parserFloor, expressionFloor]) {
    const runs = pushes.map((push) => candidate.prepare(push));
    await makeSureItWorks(candidate, runs[0]);
    works.set(candidate.name, (repetition) => runs[repetition % runs.length]?.());
  }
  return {
    times: await timeInTurns(works, rounds),
    ours: ours.name,
    peers: peers.map(({ name }) => name),
    parserFloor: parserFloor.name,
    expressionFloor: expressionFloor.name,
  };
}

const openedAt = 1438250110;

function openedPage(place: number, mode: Mode): SignedPush {
  const event = sampleEvent('user_scan_product', {
    FromUserName: `okkeXs1nI-xU4ql8-5BXkv1f0${String(place).padStart(3, '0')}`,
    CreateTime: String(openedAt + place),
  });
  return signedPush(callbackUrl, eventPush(event), account, { mode });
}

async function makeSureItWorks({ name }: Candidate, run: ReturnType<Candidate['prepare']> | undefined) {
  const fields = (await run?.())?.fields ?? {};
  const read = [fields.Event, fields.CreateTime, fields.KeyStr, fields.City].join(' ');
  if (read !== `user_scan_product ${openedAt} 6901481811083 揭阳`) throw new Error(`${name} read ${read}`);
}
