/** What the API answers: `npm run report` prints the same. */
export type {
  AccountDay,
  PipelineReport as Pipeline,
  ProductBackground,
  ProductDay,
  ProductName,
  ProductReport,
  ProductRow,
  Review,
  TimelineEvent,
  UserReport,
} from '../../../functions/insights/answers.ts';
export type { JournalEntry } from '../push-journal.ts';
export type { TryAnswer } from '../try-answer.ts';
