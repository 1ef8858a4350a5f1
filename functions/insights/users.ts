import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { beliefs, firstSeen, forgottenAt, userKey } from '../model/insights-table.ts';
import { cityOf, provinceOf } from '../model/regions.ts';
import type { ProductName, Profile, UserReport } from './answers.ts';
import { isoOfCreateTime, isoOfOrder } from './moment.ts';
import { readNames } from './names.ts';
import { type StoredItem, textOf } from './query-all.ts';
import type { InsightsSource } from './source.ts';
import { readTimeline } from './timeline.ts';

/** Who an openid is and what they did. */
export async function readUser(source: InsightsSource, openid: string): Promise<UserReport> {
  const [profile, events] = await Promise.all([readProfile(source, openid), readTimeline(source, openid)]);
  // The keys of what is forgotten stay until they expire, to count once: they are nobody's story any more.
  const told = events.filter(({ createTime }) => isoOfCreateTime(createTime) > (profile.forgotten ?? ''));
  const { followed } = profile;
  const products = [followed, ...told].flatMap((each) => each?.product ?? []);
  const named = await readNames(source, products);
  return {
    openid,
    profile: { ...profile, followed: followed && { ...followed, product: named(followed.product) } },
    events: told.map((event) => ({ ...event, product: event.product && named(event.product) })),
  };
}

async function readProfile(source: InsightsSource, openid: string): Promise<Profile<ProductName>> {
  const { Item } = await source.dynamodb.send(
    new GetItemCommand({ TableName: source.insightsTable, Key: marshall(userKey(openid)) }),
  );
  const item: StoredItem = Item ? unmarshall(Item) : {};
  const text = (name: string) => textOf(item, name) ?? null;
  const regionCode = text('regionCode');
  return {
    forgotten: momentOf(text(forgottenAt)),
    country: text('country'),
    province: text('province'),
    city: text('city'),
    sex: text('sex'),
    region:
      regionCode === null
        ? null
        : { code: regionCode, province: provinceOf(regionCode) ?? null, city: cityOf(regionCode) ?? null },
    firstSeen: momentOf(text(firstSeen)),
    lastSeen: momentOf(text(beliefs.seen.clock)),
    followed: followOf(item),
  };
}

function followOf(item: StoredItem): Profile<ProductName>['followed'] {
  const order = textOf(item, beliefs.follow.clock);
  if (order === undefined) return null;
  return {
    at: isoOfOrder(order),
    scene: textOf(item, 'followScene') ?? '',
    product: {
      keyStandard: textOf(item, 'followKeyStandard') ?? '',
      keyStr: textOf(item, 'followKeyStr') ?? '',
    },
  };
}

function momentOf(order: string | null): string | null {
  return order === null ? null : isoOfOrder(order);
}
