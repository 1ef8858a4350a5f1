import { describe, expect, test } from 'vitest';
import {
  aboutKey,
  accountPartition,
  beliefs,
  channelList,
  channelsKey,
  dayKey,
  daySortKey,
  firstSeen,
  forgottenAt,
  isAboutRow,
  lastActivity,
  listedProductId,
  listingBuckets,
  listingKey,
  listingPartition,
  listingPrefix,
  productName,
  productPartition,
  readDaySortKey,
  reviewKey,
  reviewPrefix,
  storedLabel,
  unnamedChannelsKey,
  unnamedDigests,
  userKey,
} from '../../../functions/model/insights-table.ts';
import { productId } from '../../../functions/model/product.ts';
import { shareKey } from '../../../functions/model/shares.ts';
import { weekMailKey } from '../../../functions/model/week-mails.ts';

const product = { KeyStandard: 'ean13', KeyStr: '6901#1' };
const partition = 'product#ean13#6901%231';

describe('the key', () => {
  test('of a page of a day reads as the table’s overview says, and is read again', () => {
    const key = dayKey(productPartition(product), {
      day: '2024-01-31',
      counter: 'opened',
      shard: 3,
      page: 1,
    });
    expect(key).toEqual({ pk: partition, sk: 'day#2024-01-31#opened#3#1' });
    expect(key.sk.startsWith(daySortKey('2024-01-31'))).toBe(true);
    expect(readDaySortKey(key.sk)).toEqual({ day: '2024-01-31', counter: 'opened' });
  });

  test('of channels, those beyond them, reviews and users reads so too', () => {
    expect(channelsKey(accountPartition)).toEqual({ pk: 'account', sk: 'channels' });
    expect(unnamedChannelsKey(accountPartition)).toEqual({ pk: 'account', sk: 'channels#others' });
    expect(reviewKey(product, 'order')).toEqual({ pk: partition, sk: `${reviewPrefix}order` });
    expect(reviewPrefix).toBe('review#');
    expect(userKey('openid')).toEqual({ pk: 'user#openid', sk: 'profile' });
  });

  test('of a share link and of a week’s mail read as their overviews say', () => {
    expect(shareKey('id')).toEqual({ pk: 'shares', sk: 'id' });
    expect(weekMailKey('2024-01-29')).toEqual({ pk: 'mails', sk: 'week#2024-01-29' });
  });
});

describe('a row of the listing', () => {
  test('says whose it is, and whether it holds numbers', () => {
    const [numbers, about] = [listingKey(product, 16), aboutKey(product)];
    expect(numbers.sk).toBe(`${listingPrefix(product).sk}16`);
    for (const { pk, sk } of [numbers, about]) {
      expect(pk).toBe(listingPrefix(product).pk);
      expect(listedProductId(sk)).toBe(productId(product));
    }
    expect([numbers.sk, about.sk].map(isAboutRow)).toEqual([false, true]);
    expect(about.pk).toMatch(/^products#[0-3]$/);
    expect(about.sk).toBe('ean13#6901%231#about');
  });

  test('of a product called about is told from what is known of another', () => {
    expect(isAboutRow(listingKey({ KeyStandard: 'ean13', KeyStr: 'about' }, 0).sk)).toBe(false);
  });

  test('is in one of four partitions, by the product, and all of them are used', () => {
    const rows = Array.from({ length: 500 }, (_none, n) =>
      listingKey({ KeyStandard: 'ean13', KeyStr: `${n}` }, 0),
    );
    const partitions = Array.from({ length: listingBuckets }, (_none, bucket) => listingPartition(bucket));
    expect(listingBuckets).toBe(4);
    expect(new Set(rows.map(({ pk }) => pk))).toEqual(new Set(partitions));
  });
});

test('no two attributes of an item have one name, and none has no name', () => {
  const { review, product: named, ...ofUser } = beliefs;
  const namesOf = (each: readonly { clock: string; attributes: readonly string[] }[]) =>
    each.flatMap(({ clock, attributes }) => [clock, ...attributes]);
  for (const names of [
    [firstSeen, forgottenAt, ...namesOf(Object.values(ofUser))],
    [lastActivity, productName, ...namesOf([review, named])],
    [channelList, unnamedDigests],
  ]) {
    expect(names).toEqual([...new Set(names)]);
    expect(names).not.toContain('');
  }
});

test('a label is kept to 128 bytes', () => {
  expect(storedLabel('x'.repeat(128))).toBe('x'.repeat(128));
  expect(Buffer.byteLength(storedLabel('x'.repeat(129)))).toBe(128);
});
