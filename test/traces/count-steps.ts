import { eventsTableSchema } from '../../functions/model/events-table.ts';
import { accountPartition, insightsTableSchema } from '../../functions/model/insights-table.ts';
import {
  accountVisit,
  type Fate,
  marksOnPage,
  readMark,
  readRecord,
  recordKey,
} from '../../functions/model/mark-keys.ts';
import { pageEvents, pageVisitors } from '../../functions/model/statistics.ts';
import type { AwsCall } from '../../lib/local/iam/aws-call.ts';
import { UnknownStepError } from './claim-steps.ts';

/** A person's day of one type of event: what a mark is found by, whether on the page or apart from it. */
type PageName = string;

/** One request of the counting protocol (docs/count-protocol.md). */
export type CountStep =
  | {
      readonly step: 'mark';
      readonly page: PageName;
      readonly chunk: string;
      /** The orders of the events. */
      readonly orders: readonly string[];
      /** The order of the event that would make the person a visitor of the account. */
      readonly visit: string | undefined;
      /** How many events it says to put on the page; undefined for a mark apart from it. */
      readonly puts: number | undefined;
    }
  | {
      readonly step: 'takeOver';
      readonly page: PageName;
      readonly order: string;
      readonly chunk: string;
      readonly theirs: string;
    }
  | { readonly step: 'read'; readonly chunks: readonly string[] }
  | { readonly step: 'abort'; readonly theirs: string }
  | {
      readonly step: 'count';
      readonly chunk: string;
      /** How many events and visitors it adds to the account's days. */
      readonly events: number;
      readonly visitors: number;
    };

type Asked = Pick<AwsCall, 'operation' | 'parameters'>;
type Attributes = Readonly<Record<string, unknown>>;

const { partitionKey, sortKey } = eventsTableSchema;

/**
 * The step that a request of a worker takes; undefined where it is about something else.
 * @throws {UnknownStepError} where it is about a mark or a record, and does what no step does
 */
export function countStep({ operation, parameters }: Asked): CountStep | undefined {
  switch (operation) {
    case 'UpdateItem':
      return markStep(plain(parameters.Key), parameters);
    case 'BatchGetItem': {
      const keys = Object.values(Object(parameters.RequestItems)).flatMap((table) => Object(table).Keys);
      const chunks = keys.flatMap((key) => chunkAt(plain(key)) ?? []);
      return chunks.length > 0 ? { step: 'read', chunks } : undefined;
    }
    case 'PutItem': {
      const record = recordIn(parameters);
      return record && { step: 'abort', theirs: put(record, 'aborted') };
    }
    case 'TransactWriteItems': {
      const [first, ...others] = Array.from<unknown>(Object(parameters.TransactItems));
      const record = recordIn(Object(first).Put);
      if (record === undefined) return undefined;
      const added = others.map((action) => addedToAccount(Object(Object(action).Update)));
      const sum = (name: string) => added.reduce((total, amounts) => total + Number(amounts[name] ?? 0), 0);
      return {
        step: 'count',
        chunk: put(record, 'committed'),
        events: sum(pageEvents),
        visitors: sum(pageVisitors),
      };
    }
    default:
      return undefined;
  }
}

function markStep(key: Attributes, parameters: Attributes): CountStep | undefined {
  const given = assignments(parameters);
  const mark = readMark(String(key[sortKey]), given);
  const [first] = mark?.owners ?? [];
  // Whom an event makes a visitor of a product may stand by itself, apart from a full page.
  if (mark === undefined || first === undefined) return undefined;
  const page = [key[partitionKey], mark.day, mark.event].join(' ');
  const orders = mark.owners.map(({ eventOrder }) => eventOrder);
  const { chunk } = first;
  if (!String(parameters.UpdateExpression).includes('if_not_exists')) {
    const theirs = plain(parameters.ExpressionAttributeValues)[':theirs'];
    if (orders.length > 1 || typeof theirs !== 'string') {
      throw new UnknownStepError(`an update of a mark: ${parameters.UpdateExpression}`);
    }
    return { step: 'takeOver', page, order: first.eventOrder, chunk, theirs };
  }
  const [visit, puts] = [given[accountVisit], given[marksOnPage]];
  return {
    step: 'mark',
    page,
    chunk,
    orders,
    visit: visit === undefined ? undefined : String(visit),
    puts: puts === undefined ? undefined : Number(puts),
  };
}

/** What an update gives to which attribute, be it by `SET` or `ADD`. */
function assignments({ UpdateExpression, ExpressionAttributeNames, ExpressionAttributeValues }: Attributes) {
  const names = Object(ExpressionAttributeNames);
  const values = plain(ExpressionAttributeValues);
  const pairs = String(UpdateExpression).matchAll(/(#\w+)(?: = if_not_exists\(#\w+,| =|) (:\w+)/g);
  return Object.fromEntries([...pairs].map(([, name = '', value = '']) => [names[name], values[value]]));
}

function addedToAccount(update: Attributes): Attributes {
  const isAccount = plain(update.Key)[insightsTableSchema.partitionKey] === accountPartition;
  return isAccount ? assignments(update) : {};
}

interface Stored {
  readonly chunk: string;
  readonly fate: Fate;
}

function recordIn(parameters: unknown): Stored | undefined {
  return readRecord(plain(Object(parameters).Item));
}

function put({ chunk, fate }: Stored, expected: Fate): string {
  if (fate !== expected)
    throw new UnknownStepError(`a record that says ${fate} where only ${expected} is said`);
  return chunk;
}

/** The chunk whose record has a key; undefined where something else has it. */
function chunkAt(key: Attributes): string | undefined {
  const { FromUserName: prefix, CreateTimeEvent } = recordKey('');
  const partition = String(key[partitionKey]);
  return key[sortKey] === CreateTimeEvent ? partition.slice(prefix.length) : undefined;
}

/** Attributes without DynamoDB's types around them. */
function plain(attributes: unknown): Attributes {
  return Object.fromEntries(
    Object.entries(Object(attributes)).map(([name, value]) => [name, Object.values(Object(value))[0]]),
  );
}
