import { UpdateItemCommand, type UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { extInfoKey, extInfos, extInfosKept } from '../../model/insights-table.ts';
import { type Product, productId } from '../../model/product.ts';
import type { Deadline } from '../../runtime/deadline.ts';
import { persist } from './persist.ts';
import type { WorkerStores } from './stores.ts';

/** Products whose ExtInfo a worker remembers. */
const mostKnown = 1000;

/**
 * Adds ExtInfo to those a product is known to have. Of more than `extInfosKept` the first in the order of
 * their text stay, whatever the order they came in: one that is taken out has that many in front of it,
 * now and for good. What would change nothing is not written.
 * @throws what `persist` throws
 */
export async function writeExtInfos(
  product: Product,
  seen: readonly string[],
  stores: WorkerStores,
  deadline: Deadline,
): Promise<void> {
  const id = productId(product);
  const known = stores.knownExtInfos.get(id) ?? [];
  const added = seen.filter((extInfo) => !isCovered(extInfo, known));
  if (added.length === 0) return;
  let kept = await change('ADD', product, added, stores, deadline);
  const surplus = kept.slice(extInfosKept);
  if (surplus.length > 0) kept = await change('DELETE', product, surplus, stores, deadline);
  remember(stores, id, kept);
}

function isCovered(extInfo: string, known: readonly string[]): boolean {
  const last = known[extInfosKept - 1];
  return known.includes(extInfo) || (last !== undefined && extInfo > last);
}

async function change(
  clause: 'ADD' | 'DELETE',
  product: Product,
  texts: readonly string[],
  stores: WorkerStores,
  deadline: Deadline,
): Promise<readonly string[]> {
  const input: UpdateItemCommandInput = {
    TableName: stores.insightsTable,
    Key: marshall(extInfoKey(product)),
    UpdateExpression: `${clause} ${extInfos} :texts`,
    ExpressionAttributeValues: { ':texts': { SS: [...new Set(texts)] } },
    ReturnValues: 'ALL_NEW',
  };
  const { Attributes } = await persist(deadline, (abortSignal) =>
    stores.dynamodb.send(new UpdateItemCommand(input), { abortSignal }),
  );
  return (Attributes?.[extInfos]?.SS ?? []).sort();
}

function remember(stores: WorkerStores, id: string, kept: readonly string[]): void {
  const { knownExtInfos } = stores;
  knownExtInfos.delete(id);
  knownExtInfos.set(id, kept);
  const oldest = knownExtInfos.keys().next().value;
  if (knownExtInfos.size > mostKnown && oldest !== undefined) knownExtInfos.delete(oldest);
}
