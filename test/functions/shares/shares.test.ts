import {
  GetItemCommand,
  PutItemCommand,
  ResourceNotFoundException,
  type ServiceInputTypes,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shareKey } from '../../../functions/model/shares.ts';
import {
  createShare,
  findShare,
  listShares,
  type NewShare,
  noteUse,
  revokeShare,
} from '../../../functions/shares/shares.ts';
import { hashOfToken, newToken, shareIdOf } from '../../../functions/shares/token.ts';
import { freshStores, type Stores } from '../../support/stores.ts';

const about: NewShare = { name: '店长', scope: 'people', validUntil: new Date('2024-03-01T00:00:00.000Z') };
const before = new Date(about.validUntil.getTime() - 1);

let stores: Stores;
const asked: ServiceInputTypes[] = [];
beforeAll(async () => {
  stores = await freshStores();
  stores.dynamodb.middlewareStack.add(
    (next) => (call) => {
      asked.push(call.input);
      return next(call);
    },
    { step: 'initialize' },
  );
});
afterAll(() => stores?.stop());
beforeEach(async () => {
  for (const { id } of await listShares(stores)) await revokeShare(stores, id);
  asked.length = 0;
});

async function stored(id: string): Promise<Record<string, unknown> | undefined> {
  const { Item } = await stores.dynamodb.send(
    new GetItemCommand({ TableName: stores.insightsTable, Key: marshall(shareKey(id)) }),
  );
  return Item && unmarshall(Item);
}

/** A link with these attributes, whatever they are. */
async function store(token: string, attributes: Record<string, unknown>): Promise<string> {
  const id = shareIdOf(hashOfToken(token));
  const Item = marshall({ ...shareKey(id), ...attributes }, { removeUndefinedValues: true });
  await stores.dynamodb.send(new PutItemCommand({ TableName: stores.insightsTable, Item }));
  return id;
}

describe('a link that is made', () => {
  it('is stored with its token’s hash, not the token, and never used so far', async () => {
    const { token, share } = await createShare(stores, about);
    expect(share).toEqual({
      id: shareIdOf(hashOfToken(token)),
      name: '店长',
      scope: 'people',
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      validUntil: '2024-03-01T00:00:00.000Z',
      lastUsedOn: null,
    });
    const { id, lastUsedOn, ...attributes } = share;
    expect(await stored(id)).toEqual({ ...shareKey(id), tokenHash: hashOfToken(token), ...attributes });
  });

  it('takes no other link’s place', async () => {
    await createShare(stores, about);
    expect(asked).toMatchObject([{ ConditionExpression: 'attribute_not_exists(sk)' }]);
  });
});

describe('a token', () => {
  it('opens its link until the moment the link ends', async () => {
    const { token, share } = await createShare(stores, about);
    expect(await findShare(stores, token, before)).toEqual(share);
    expect(await findShare(stores, token, about.validUntil)).toBeUndefined();
    expect(await findShare(stores, token)).toBeUndefined();
  });

  it('opens no link that was revoked, and is looked up where that shows at once', async () => {
    const { token, share } = await createShare(stores, about);
    expect(await revokeShare(stores, share.id)).toBe(true);
    expect(await revokeShare(stores, share.id)).toBe(false);
    asked.length = 0;
    expect(await findShare(stores, token, before)).toBeUndefined();
    expect(asked).toMatchObject([{ ConsistentRead: true }]);
  });

  it('opens nothing where nobody made it', async () => {
    await createShare(stores, about);
    expect(await findShare(stores, newToken(), before)).toBeUndefined();
  });

  const validUntil = about.validUntil.toISOString();

  it.each([
    ['another’s whose hash begins alike', { tokenHash: hashOfToken(newToken()), validUntil }],
    ['one without a hash', { tokenHash: undefined, validUntil }],
    ['one without an end', {}],
    ['one whose end is no text', { validUntil: 9_999_999_999_999 }],
  ])('does not open a link that is %s', async (_which, attributes) => {
    const token = newToken();
    await store(token, { tokenHash: hashOfToken(token), ...attributes });
    expect(await findShare(stores, token, before)).toBeUndefined();
  });

  it('shows least of a link whose scope nobody knows', async () => {
    const token = newToken();
    await store(token, { tokenHash: hashOfToken(token), scope: 'everything', validUntil });
    expect(await findShare(stores, token, before)).toMatchObject({ scope: 'numbers' });
  });
});

describe('links', () => {
  it('are listed with those that are over, the newest first', async () => {
    const dates = ['2024-02-02', '2024-02-03', '2024-02-01'];
    for (const createdAt of dates) await store(newToken(), { createdAt });
    expect((await listShares(stores)).map(({ createdAt }) => createdAt)).toEqual([
      '2024-02-03',
      '2024-02-02',
      '2024-02-01',
    ]);
  });

  it('are listed whatever they lack', async () => {
    const id = await store(newToken(), {});
    expect(await listShares(stores)).toEqual([
      { id, name: '', scope: 'numbers', createdAt: '', validUntil: '', lastUsedOn: null },
    ]);
  });
});

describe('the day a link is used on', () => {
  it('is noted once a day', async () => {
    const { share } = await createShare(stores, about);
    await noteUse(stores, share, '2024-02-01');
    const [used] = await listShares(stores);
    expect(used).toEqual({ ...share, lastUsedOn: '2024-02-01' });
    asked.length = 0;
    await noteUse(stores, { ...share, lastUsedOn: '2024-02-01' }, '2024-02-01');
    expect(asked).toEqual([]);
    await noteUse(stores, { ...share, lastUsedOn: '2024-02-01' }, '2024-02-02');
    expect((await listShares(stores))[0]?.lastUsedOn).toBe('2024-02-02');
  });

  it('brings no link back that was revoked meanwhile', async () => {
    const { share } = await createShare(stores, about);
    await revokeShare(stores, share.id);
    await noteUse(stores, share, '2024-02-01');
    expect(await stored(share.id)).toBeUndefined();
  });

  it('is not noted in silence where the table does not take it', async () => {
    const { share } = await createShare(stores, about);
    const nowhere = { ...stores, insightsTable: 'nowhere' };
    await expect(noteUse(nowhere, share, '2024-02-01')).rejects.toThrow(ResourceNotFoundException);
  });
});
