import { retentionDays } from '../../model/events-table.ts';
import { number, personParameters, productParameters } from '../../reads/parameters.ts';
import type { Question } from '../../reads/questions.ts';

const longestWithin = retentionDays * 24 * 60 * 60;

/** What a merchant's own system asks, to know who is in front of it. */
export const visitQuestion = {
  about: 'Whether a person was at a product lately. What is not seen may only not have arrived yet.',
  tells: 'people',
  parameters: {
    ...personParameters,
    ...productParameters,
    within: number('Seconds before now, by CreateTime.', 1, longestWithin),
  },
} as const satisfies Question;
