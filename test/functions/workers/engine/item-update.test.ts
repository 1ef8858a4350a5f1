import { GetItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addTo, type ItemUpdate, updateAction } from '../../../../functions/workers/engine/item-update.ts';
import { freshStores, type Stores } from '../../../support/stores.ts';

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterAll(() => stores.stop());

const key = (pk: string) => ({ pk, sk: 'row' });

function updateOf(pk: string, added: readonly string[], changes: Partial<ItemUpdate> = {}): ItemUpdate {
  const update = { key: key(pk), amounts: new Map<string, number>(), removed: [], ...changes };
  addTo(update, added);
  return update;
}

const carryOut = (update: ItemUpdate) =>
  stores.dynamodb.send(
    new TransactWriteItemsCommand({ TransactItems: [updateAction(update, stores.insightsTable)] }),
  );

async function rowOf(pk: string) {
  const command = new GetItemCommand({ TableName: stores.insightsTable, Key: marshall(key(pk)) });
  const { pk: _pk, sk: _sk, ...row } = unmarshall((await stores.dynamodb.send(command)).Item ?? {});
  return row;
}

describe('an update of an item', () => {
  test('adds to attributes as often as it was told of them', async () => {
    const update = updateOf('added', ['opened', 'p:中国/广东', 'opened']);
    addTo(update, ['opened']);
    await carryOut(update);
    await carryOut(updateOf('added', ['opened']));
    expect(await rowOf('added')).toEqual({ opened: 4, 'p:中国/广东': 1 });
  });

  test('takes out the days that are over, adds and knows the newest event, all at once', async () => {
    await carryOut(updateOf('passing', ['opened', 'o:a', 'o:b', 'o:c'], { activity: '1#first' }));
    await carryOut(updateOf('passing', ['opened', 'o:c'], { activity: '2#later', removed: ['o:a', 'o:b'] }));
    expect(await rowOf('passing')).toEqual({ opened: 2, 'o:c': 2, lastActivity: '2#later' });
  });

  test('leaves the newest event as it is where it tells of none', async () => {
    await carryOut(updateOf('silent', ['opened'], { activity: '1#first' }));
    await carryOut(updateOf('silent', ['opened']));
    expect(await rowOf('silent')).toEqual({ opened: 2, lastActivity: '1#first' });
  });

  test.each([
    ['an older event than the item knows', '1#older'],
    ['the event the item knows', '2#known'],
  ])('is refused as a whole where it tells of %s', async (_of, activity) => {
    await carryOut(updateOf(activity, ['opened'], { activity: '2#known' }));
    await expect(carryOut(updateOf(activity, ['opened'], { activity }))).rejects.toMatchObject({
      CancellationReasons: [{ Code: 'ConditionalCheckFailed' }],
    });
    expect(await rowOf(activity)).toEqual({ opened: 1, lastActivity: '2#known' });
  });
});
