import { type AttributeValue, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';

export type Item = Readonly<Record<string, AttributeValue>>;

/** DynamoDB bills storage for this much beyond an item's own bytes. */
const billedBeyond = 100;
const bytesOfWriteUnit = 1024;
const bytesOfReadUnit = 4096;

/** Bytes of a table's items as storage is billed. */
export async function storedBytes(client: DynamoDBClient, TableName: string): Promise<number> {
  let sum = 0;
  for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
    for (const item of Items) sum += billedSize(item);
  }
  return sum;
}

/** Bytes of an item as storage is billed. */
export function billedSize(item: Item): number {
  return itemSize(item) + billedBeyond;
}

/** What writing an item costs outside a transaction; what is not there costs one as well. */
export function writeUnits(item: Item = {}): number {
  return Math.max(1, Math.ceil(itemSize(item) / bytesOfWriteUnit));
}

/** What reading an item costs; what is not there costs as much as a small one. */
export function readUnits(item: Item | undefined, consistent: boolean): number {
  return Math.max(1, Math.ceil(itemSize(item ?? {}) / bytesOfReadUnit)) * (consistent ? 1 : 0.5);
}

/** Bytes of an item by DynamoDB's rules: names and values in UTF-8, numbers about half their digits. */
export function itemSize(item: Item): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value),
    0,
  );
}

const containerOverhead = 3;
/** Of each value in a list or map. */
const elementOverhead = 1;

/** @throws for a type that no item of this project has */
function valueSize(value: AttributeValue): number {
  const { S, N, L, M, SS, BOOL, NULL } = value;
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return Math.ceil(N.length / 2) + 1;
  if (BOOL !== undefined || NULL !== undefined) return 1;
  if (M !== undefined) return containerOverhead + elementOverhead * Object.keys(M).length + itemSize(M);
  if (L !== undefined)
    return L.reduce((sum, each) => sum + elementOverhead + valueSize(each), containerOverhead);
  if (SS !== undefined) return SS.reduce((sum, text) => sum + Buffer.byteLength(text), containerOverhead);
  throw new Error(`how large is ${Object.keys(value).join()}?`);
}
