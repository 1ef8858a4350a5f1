import { claimKey, eventsTableSchema } from '../../functions/model/events-table.ts';
import { decodeEventMessage } from '../../functions/model/queue-message.ts';
import type { AwsCall } from '../../lib/local/iam/aws-call.ts';
import type { Request } from '../model/state.ts';

/** Whose request it is: an attempt of the callback's, or a run of the drain. */
export type Party = 'attempt' | 'run';

/** One step of the claim protocol (docs/claim-protocol.md), as a request to AWS takes it for one event. */
export interface ClaimStep {
  readonly step: Request['step'] | 'waitUntilHeld';
  /** The event's key in the Events table, as one text. */
  readonly event: string;
  /** Whom the request says it is from: the claimId or the run's id; undefined where it does not say. */
  readonly mine?: string | undefined;
  /** At takeOver: the claimId that is to be replaced. */
  readonly theirs?: string | undefined;
}

/** A request to AWS that is no step of the protocol. */
export class UnknownStepError extends Error {
  override readonly name = 'UnknownStepError';
}

type Call = Pick<AwsCall, 'operation' | 'parameters'>;

const { partitionKey, sortKey, outboxIndex } = eventsTableSchema;

/** What updates are told by: the first of these that an UpdateExpression begins with, its names put in. */
const updates: readonly (readonly [beginning: string, step: ClaimStep['step']])[] = [
  ['SET claimId', 'takeOver'],
  ['SET enqueuedAt = if_not_exists', 'confirmSent'],
  ['SET enqueuedAt', 'confirm'],
  [`SET ${outboxIndex.partitionKey}`, 'markForOutbox'],
  ['SET leaseUntil', 'lease'],
  ['SET lastError', 'release'],
];

/**
 * The steps that a request of the callback or the drain takes, an event each. None where it is about no event's
 * claim or queue.
 * @throws {UnknownStepError} where it is, and does what no step does
 */
export function claimSteps({ operation, parameters }: Call): readonly ClaimStep[] {
  switch (operation) {
    case 'PutItem': {
      const event = eventAt(parameters.Item);
      return event ? [{ step: 'putClaim', event, mine: textIn(Object(parameters.Item).claimId) }] : [];
    }
    case 'GetItem': {
      const event = eventAt(parameters.Key);
      return event ? [{ step: 'waitUntilHeld', event }] : [];
    }
    case 'UpdateItem': {
      const event = eventAt(parameters.Key);
      return event ? [updateStep(event, parameters)] : [];
    }
    case 'SendMessage':
      return sendSteps('send', [parameters]);
    case 'SendMessageBatch':
      return sendSteps('sendBatch', Object(parameters).Entries);
    default:
      return [];
  }
}

function updateStep(event: string, parameters: Call['parameters']): ClaimStep {
  const names = Object(parameters.ExpressionAttributeNames);
  const expression = String(parameters.UpdateExpression).replace(/#\w+/g, (name) => names[name]);
  const step = updates.find(([beginning]) => expression.startsWith(beginning))?.[1];
  if (step === undefined) throw new UnknownStepError(`an update of a claim: ${expression}`);
  const values = Object(parameters.ExpressionAttributeValues);
  return { step, event, mine: textIn(values[':mine'] ?? values[':run']), theirs: textIn(values[':theirs']) };
}

function sendSteps(step: 'send' | 'sendBatch', messages: readonly unknown[]): ClaimStep[] {
  const bodies = messages.map((message) => String(Object(message).MessageBody));
  // An unreadable push has no claim.
  return bodies.filter((body) => 'event' in JSON.parse(body)).map((body) => ({ step, event: eventIn(body) }));
}

function eventIn(body: string): string {
  const { FromUserName, CreateTimeEvent } = claimKey(decodeEventMessage(body).event);
  return named(FromUserName, CreateTimeEvent);
}

/** The event whose claim stands under a key; undefined where something else does. */
function eventAt(attributes: unknown): string | undefined {
  const partition = textIn(Object(attributes)[partitionKey]);
  const sort = textIn(Object(attributes)[sortKey]);
  // Every claim's sort key begins with its CreateTime.
  return partition !== undefined && sort !== undefined && /^\d/.test(sort)
    ? named(partition, sort)
    : undefined;
}

function named(partition: string, sort: string): string {
  return `${partition} ${sort}`;
}

function textIn(attribute: unknown): string | undefined {
  const { S } = Object(attribute);
  return typeof S === 'string' ? S : undefined;
}
