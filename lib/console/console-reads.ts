import { today } from '../../functions/model/day.ts';
import type { InsightReads } from '../../functions/reads/insight-reads.ts';
import { readParameters } from '../../functions/reads/parameter.ts';
import { text } from '../../functions/reads/parameters.ts';
import type { About, LocalWeixinAccount } from './about.ts';
import type { ConsoleOptions } from './console.ts';
import type { PushJournal } from './push-journal.ts';

/** What of `About` stays as it is while the console is open. */
export type FixedAbout = Omit<About, 'today' | 'weixin'>;

const pushedParameters = { requestId: text('What API Gateway called the push.') } as const;

/** What the page asks for: the answers of `npm run report` under one path each. */
export function consoleReads(
  insights: InsightReads['reads'],
  about: FixedAbout,
  account: (() => Promise<LocalWeixinAccount>) | undefined,
  journal: PushJournal | undefined,
): ConsoleOptions['reads'] {
  const reads = Object.entries(insights).map(([name, { read }]) => [`/api/${name}`, read] as const);
  return {
    ...Object.fromEntries(reads),
    '/api/about': async () =>
      ({
        ...about,
        mayName: true,
        today: today(about.timeZone),
        ...(account && { weixin: await account() }),
      }) satisfies About,
    '/api/pushed': async (query) => {
      const { requestId } = readParameters(query, pushedParameters);
      return { push: (await journal?.entryOf(requestId)) ?? null };
    },
    '/api/pushes': async () => ({ pushes: journal?.entries ?? [] }),
  };
}
