import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { eventsTableSchema } from '../../functions/model/events-table.ts';
import { forEachAtMost } from '../../functions/runtime/for-each-at-most.ts';
import { carryOut, protocol } from '../model/services.ts';
import { type Claim, initialState, type Request } from '../model/state.ts';
import type { Stores } from '../support/stores.ts';
import type { ClaimStep } from './claim-steps.ts';
import type { Asking } from './recorder.ts';

const { partitionKey, sortKey, outboxIndex } = eventsTableSchema;

/** Whose claim or lease it is: numbers in the model, ids in an item. */
const [mine, theirs, others] = [0, 1, 2] as const;
const hour = 3_600_000;
const callsAtOnce = 8;

type Ids = readonly [mine: string, theirs: string, others: string];

/** A state of a claim, and the attributes of its item beside the key. */
interface Case {
  readonly name: string;
  readonly claim: Claim | undefined;
  readonly attributes: (ids: Ids) => Readonly<Record<string, unknown>>;
}

const leases = [
  { name: 'not leased', lease: undefined, attributes: () => ({}) },
  { name: 'leased', lease: mine, attributes: ([id]: Ids) => leaseOf(id, hour) },
  { name: 'leased by another', lease: others, attributes: ([, , id]: Ids) => leaseOf(id, hour) },
  { name: 'leased by another before', lease: undefined, attributes: ([, , id]: Ids) => leaseOf(id, -hour) },
] as const;

const cases: readonly Case[] = [
  { name: 'no claim', claim: undefined, attributes: () => ({}) },
  ...[mine, theirs].flatMap((owner) =>
    [false, true].flatMap((enqueued) =>
      [false, true].flatMap((marked) =>
        leases.map(
          ({ name, lease, attributes }): Case => ({
            name: `${['mine', 'theirs'][owner]}, ${JSON.stringify({ enqueued, marked })}, ${name}`,
            claim: { owner, enqueued, marked, lease },
            attributes: (ids) => ({
              claimId: ids[owner],
              ...(enqueued && { enqueuedAt: 'before' }),
              ...(marked && { [outboxIndex.partitionKey]: '0', [outboxIndex.sortKey]: 'before' }),
              ...attributes(ids),
            }),
          }),
        ),
      ),
    ),
  ),
];

function leaseOf(leasedBy: string, milliseconds: number) {
  return { leasedBy, leaseUntil: Date.now() + milliseconds };
}

/**
 * Has DynamoDB carry out a sample of each step's request in every state a claim can be in; gives what it makes of it
 * otherwise than the model, in words.
 */
export async function conditionsThatDiffer(
  stores: Stores,
  samples: ReadonlyMap<ClaimStep['step'], Asking>,
): Promise<string[]> {
  const wrong: string[] = [];
  const tries = requests.flatMap((request) => cases.map((each) => ({ request, each })));
  await forEachAtMost(callsAtOnce, tries, async ({ request, each }) => {
    const sample = samples.get(request.step);
    if (sample === undefined) throw new Error(`nobody has asked for ${request.step}`);
    const before = { ...initialState({ attempts: 0, runs: 0 }), claim: each.claim };
    const after = carryOut(before, request, protocol);
    const expected = told(after === before ? 'conditionFailed' : 'done', after.claim);
    const seen = await carriedOut(stores, sample, each, `${request.step} ${each.name}`);
    if (seen !== expected)
      wrong.push(`${request.step} of a claim that is ${each.name}: ${seen}, not ${expected}`);
  });
  return wrong;
}

const requests: readonly Request[] = [
  { step: 'putClaim', by: mine },
  { step: 'takeOver', by: mine, theirs },
  { step: 'confirm' },
  { step: 'markForOutbox' },
  { step: 'lease', by: mine },
  { step: 'confirmSent' },
  { step: 'release', by: mine },
];

/** Puts an item as the case has it, carries the sample out on it, and looks at it. */
async function carriedOut(
  { dynamodb, eventsTable: TableName }: Stores,
  { operation, parameters }: Asking,
  { claim, attributes }: Case,
  name: string,
): Promise<string> {
  const Key = marshall({ [partitionKey]: name, [sortKey]: 'claim' });
  const { Item, ExpressionAttributeValues: values } = Object(parameters);
  const id = Item?.claimId ?? values?.[':mine'] ?? values?.[':run'];
  const ids: Ids = [id?.S ?? 'mine', values?.[':theirs']?.S ?? 'theirs', 'others'];
  if (claim) {
    await dynamodb.send(new PutItemCommand({ TableName, Item: { ...Key, ...marshall(attributes(ids)) } }));
  }
  const outcome = await outcomeOf(() =>
    operation === 'PutItem'
      ? dynamodb.send(new PutItemCommand({ ...Object(parameters), Item: { ...Item, ...Key } }))
      : dynamodb.send(new UpdateItemCommand({ ...Object(parameters), Key })),
  );
  const { Item: stored } = await dynamodb.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
  return told(outcome, stored && claimIn(unmarshall(stored), ids));
}

async function outcomeOf(send: () => Promise<unknown>): Promise<string> {
  try {
    await send();
    return 'done';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'conditionFailed';
    throw error;
  }
}

function claimIn(item: Readonly<Record<string, unknown>>, ids: Ids): Claim {
  const isLeased = Number(item.leaseUntil) > Date.now();
  return {
    owner: ids.indexOf(String(item.claimId)),
    enqueued: item.enqueuedAt !== undefined,
    marked: item[outboxIndex.partitionKey] !== undefined,
    lease: isLeased ? ids.indexOf(String(item.leasedBy)) : undefined,
  };
}

function told(outcome: string, claim: Claim | undefined): string {
  return `${outcome}, then ${JSON.stringify(claim)}`;
}
