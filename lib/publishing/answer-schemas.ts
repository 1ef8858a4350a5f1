import type {
  AccountDay,
  AccountReport,
  ChannelCounts,
  CityCounts,
  DayDetails,
  NamedProduct,
  OriginCounts,
  Origins,
  PipelineReport,
  ProductBackground,
  ProductDay,
  ProductReport,
  ProductRow,
  Profile,
  ProvinceCounts,
  QueueDepth,
  Review,
  TimelineEvent,
  Totals,
  UserReport,
} from '../../functions/insights/answers.ts';
import type { Visit } from '../../functions/insights/visit.ts';
import {
  channelCounters,
  dayBreakdowns,
  dayCounters,
  productCounters,
  totalCounters,
} from '../../functions/model/counters.ts';
import { recordOf } from '../../functions/model/record-of.ts';
import type { City, Province } from '../../functions/model/regions.ts';
import type { UnnamedChannels } from '../../functions/model/unnamed-channels.ts';
import type { Highlights } from '../../functions/reads/highlights.ts';
import type { RangedRow } from '../../functions/reads/product-list.ts';
import type { InsightAnswers } from '../../functions/reads/questions.ts';
import {
  amount,
  count,
  day,
  dictionary,
  either,
  exactly,
  flag,
  list,
  moment,
  nullable,
  object,
  oneOf,
  optional,
  type Properties,
  type Schema,
  text,
} from './schema.ts';

/** Schemas that have a name in the document, by it. */
export const components: Record<string, Schema<unknown>['json']> = {};

function named<Value>(name: string, { json }: Schema<Value>): Schema<Value> {
  components[name] = json;
  return { json: { $ref: `#/components/schemas/${name}` } };
}

const labels = dictionary(count);
const namedProduct = named(
  'Product',
  object<NamedProduct>({ keyStandard: text, keyStr: text, name: nullable(text) }),
);
const review = named('Review', object<Review>({ result: text, reasonMsg: text, at: moment }));
const totals = named('Totals', object<Totals>(recordOf(totalCounters, () => count)));
const channelCounts = named('ChannelCounts', object<ChannelCounts>(recordOf(channelCounters, () => count)));
const unnamed = named('UnnamedChannels', object<UnnamedChannels>({ count, isExact: flag }));

const province: Properties<Province> = { zh: text, en: text };
const city: Properties<City> = { code: text, zh: text };
const originCounts: Properties<OriginCounts> = { opened: count, located: count };
const origins: Properties<Origins> = {
  provinces: list(
    named('ProvinceCounts', object<ProvinceCounts>({ code: text, ...province, ...originCounts })),
  ),
  abroad: list(object<Origins['abroad'][number]>({ country: text, opened: count })),
  unknown: object<OriginCounts>(originCounts),
};

const dayDetails: Properties<DayDetails> = {
  ...recordOf(dayBreakdowns, () => labels),
  hour: labels,
  channel: dictionary(channelCounts),
};
const accountDay = named(
  'AccountDay',
  object<AccountDay>({ date: day, ...recordOf(dayCounters, () => count), ...dayDetails }),
);
const productDay = named(
  'ProductDay',
  object<ProductDay>({ date: day, ...recordOf(productCounters, () => count), ...dayDetails }),
);

const productRow: Properties<ProductRow> = {
  product: namedProduct,
  review: nullable(review),
  totals,
  lastActivity: nullable(moment),
};
const listed = named('ListedProduct', object<ProductRow>(productRow));
const ranged = named(
  'RangedProduct',
  object<RangedRow>({ ...productRow, range: nullable(totals), before: nullable(totals) }),
);

const profile = named(
  'Profile',
  object<Profile>({
    forgotten: nullable(moment),
    country: nullable(text),
    province: nullable(text),
    city: nullable(text),
    sex: nullable(text),
    region: nullable(
      object<NonNullable<Profile['region']>>({
        code: text,
        province: nullable(object<Province>(province)),
        city: nullable(object<City>(city)),
      }),
    ),
    firstSeen: nullable(moment),
    lastSeen: nullable(moment),
    followed: nullable(
      object<NonNullable<Profile['followed']>>({
        at: moment,
        scene: text,
        product: namedProduct,
      }),
    ),
  }),
);
const timelineEvent = named(
  'TimelineEvent',
  object<TimelineEvent>({
    event: text,
    createTime: text,
    state: oneOf(['claimed', 'outbox', 'enqueued', 'counted']),
    receivedAt: nullable(moment),
    product: nullable(namedProduct),
    fields: dictionary(text),
  }),
);

/** What each question is answered with. */
export const answerSchemas: { readonly [Name in keyof ApiAnswers]: Schema<ApiAnswers[Name]> } = {
  account: named('Account', object<AccountReport>({ days: list(accountDay), unnamed, ...origins })),
  products: object<InsightAnswers['products']>({ products: list(either(listed, ranged)) }),
  highlights: named(
    'Highlights',
    object<Highlights>({
      products: count,
      lastActivity: nullable(moment),
      best: list(ranged),
      notPassed: list(listed),
      notPassedInAll: count,
    }),
  ),
  product: named(
    'ProductReport',
    object<ProductReport>({
      product: namedProduct,
      review: nullable(review),
      totals,
      days: list(productDay),
      cities: list(named('CityCounts', object<CityCounts>({ ...city, located: count }))),
      unnamed,
      ...origins,
    }),
  ),
  background: object<ProductBackground>({ reviews: list(review) }),
  user: named('User', object<UserReport>({ openid: text, profile, events: list(timelineEvent) })),
  pipeline: named(
    'Pipeline',
    object<PipelineReport>({
      queues: list(object<QueueDepth>({ queue: text, waiting: count, inFlight: count, dead: count })),
      outbox: count,
      quarantine: count,
      forwarding: optional(
        object<NonNullable<PipelineReport['forwarding']>>({
          forwarded: count,
          failed: count,
          p99Milliseconds: nullable(amount),
        }),
      ),
    }),
  ),
  visit: either(
    object<Extract<Visit, { seen: true }>>({ seen: exactly(true), event: text, at: moment }),
    object<Extract<Visit, { seen: false }>>({ seen: exactly(false) }),
  ),
};

export interface ApiAnswers extends InsightAnswers {
  readonly visit: Visit;
}
