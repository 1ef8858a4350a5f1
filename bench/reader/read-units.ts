import type { Answer } from '../../lib/local/aws/gate.ts';
import type { AwsCall } from '../../lib/local/iam/aws-call.ts';
import { type Item, itemSize } from '../workers/stored-items.ts';

const bytesOfUnit = 4096;

interface Read {
  readonly Items?: readonly Item[];
  readonly Item?: Item;
  readonly Responses?: Readonly<Record<string, readonly Item[]>>;
}

/**
 * Read units DynamoDB would charge for a call: a query pays for all it finds together, other reads item by item, each
 * at least for one; half of it where the answer may be a moment behind.
 */
export function readUnitsOf({ service, operation, parameters }: AwsCall, { body }: Answer): number {
  if (service !== 'dynamodb') return 0;
  const { Items = [], Item, Responses = {} }: Read = JSON.parse(String(body));
  const price = parameters.ConsistentRead === true ? 1 : 0.5;
  const units = (bytes: number) => price * Math.max(1, Math.ceil(bytes / bytesOfUnit));
  if (operation === 'Query') return units(Items.reduce((sum, item) => sum + itemSize(item), 0));
  if (operation === 'GetItem') return units(Item ? itemSize(Item) : 0);
  if (operation === 'BatchGetItem') {
    return Object.values(Responses)
      .flat()
      .reduce((sum, item) => sum + units(itemSize(item)), 0);
  }
  return 0;
}
