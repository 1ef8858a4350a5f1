import type { DayDetails } from '../../../functions/insights/answers.ts';

/** What the API answers: `npm run report` prints the same. */
export type {
  AccountDay,
  AccountReport,
  CityCounts,
  DayDetails,
  NamedProduct,
  Origins,
  PipelineReport as Pipeline,
  ProductBackground,
  ProductDay,
  ProductName,
  ProductReport,
  ProductRow,
  Review,
  TimelineEvent,
  Totals,
  UserReport,
} from '../../../functions/insights/answers.ts';
export type { UnnamedChannels } from '../../../functions/model/unnamed-channels.ts';
export type { Highlights } from '../../../functions/reads/highlights.ts';
export type { RangedRow } from '../../../functions/reads/product-list.ts';
export type { JournalEntry } from '../push-journal.ts';
export type { TryAnswer } from '../try-answer.ts';

/** What is counted apart on one day. */
export type DatedDetails = DayDetails & { readonly date: string };
