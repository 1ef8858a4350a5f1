import type {
  AccountReport,
  PipelineReport,
  ProductBackground,
  ProductReport,
  ProductRow,
  UserReport,
} from '../insights/answers.ts';
import type { Highlights } from './highlights.ts';
import { optional, type Parameters } from './parameter.ts';
import {
  beforeParameters,
  number,
  personParameters,
  productParameters,
  rangeParameters,
} from './parameters.ts';
import type { RangedRow } from './product-list.ts';

/** What can be asked for by name. */
export interface Question {
  /** In a sentence, for whoever asks. */
  readonly about: string;
  /** Whether its answer may name a person, or holds numbers and texts of the shop alone. */
  readonly tells: 'numbers' | 'people';
  readonly parameters: Parameters;
}

/** The answers of `npm run report`, by what they are asked for under. */
export interface InsightAnswers {
  readonly account: AccountReport;
  readonly products: { readonly products: readonly (ProductRow | RangedRow)[] };
  readonly highlights: Highlights;
  readonly product: ProductReport;
  readonly background: ProductBackground;
  readonly user: UserReport;
  readonly pipeline: PipelineReport;
}

export type InsightName = keyof InsightAnswers;

/** More products than an answer has room for. */
const mostProducts = 1_000_000;

export const questions = {
  account: {
    about: 'The account on the days of a range.',
    tells: 'numbers',
    parameters: rangeParameters,
  },
  products: {
    about:
      'All products, the one with the newest event first; with a range, what happened in it and in the one it is compared with.',
    tells: 'numbers',
    parameters: {
      from: optional(rangeParameters.from),
      to: optional(rangeParameters.to),
      ...beforeParameters,
      limit: optional(number('How many products at most. Default: all of them.', 1, mostProducts)),
      skip: optional(number('How many products to leave out first. Default: none.', 0, mostProducts)),
    },
  },
  highlights: {
    about: 'What a shop owner looks at first: the best products of a range, and reviews not passed.',
    tells: 'numbers',
    parameters: { ...rangeParameters, ...beforeParameters },
  },
  product: {
    about: 'A product: its review, its totals, and its days of a range.',
    tells: 'numbers',
    parameters: { ...productParameters, ...rangeParameters },
  },
  background: {
    about: 'All reviews of a product, the newest first.',
    tells: 'numbers',
    parameters: productParameters,
  },
  user: {
    about: 'Who a person is, and what they did in the retention period.',
    tells: 'people',
    parameters: personParameters,
  },
  pipeline: {
    about: 'How many events wait, are in flight, are dead, and in the outbox and quarantine.',
    tells: 'numbers',
    parameters: {},
  },
} as const satisfies Record<InsightName, Question>;
