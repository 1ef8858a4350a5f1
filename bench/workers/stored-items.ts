import { type AttributeValue, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';

/** DynamoDB bills storage for this much beyond an item's own bytes. */
const billedBeyond = 100;
/** Up to here a write is one unit. */
const bytesOfUnit = 1024;

/** Bytes of a table's items as storage is billed. @throws where a write of one of them takes two units */
export async function storedBytes(client: DynamoDBClient, TableName: string): Promise<number> {
  let sum = 0;
  for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
    for (const item of Items) {
      const size = itemSize(item);
      if (size > bytesOfUnit)
        throw new Error(`an item of ${TableName} has ${size} bytes: count its units anew`);
      sum += size + billedBeyond;
    }
  }
  return sum;
}

/** Bytes of an item by DynamoDB's rules: names and values in UTF-8, numbers about half their digits. */
export function itemSize(item: Readonly<Record<string, AttributeValue>>): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value),
    0,
  );
}

const containerOverhead = 3;

function valueSize({ S, N, M, SS }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return Math.ceil(N.length / 2) + 1;
  if (M !== undefined) return containerOverhead + Object.keys(M).length + itemSize(M);
  return (SS ?? []).reduce((sum, text) => sum + Buffer.byteLength(text), containerOverhead);
}
