import { envelopeFields } from './event-type.ts';
import { type EventName, eventType, fieldsOf, type WeixinEvent } from './event-types.ts';

/** Fields of a push as Weixin named them; every value is text. */
export type Fields = ReadonlyMap<string, string>;

/** An event that lacks what makes it one. The message names fields, never their values. */
export class UnreadableEventError extends Error {
  override readonly name = 'UnreadableEventError';
}

// Seconds since 1970 as Weixin writes them; ten digits last until the year 2286.
const createTimePattern = /^[1-9]\d{0,9}$/;
// An openid has 28 characters; DynamoDB's partition key ends at 2,048 bytes.
const longestUserName = 512;

/**
 * Makes an event of the fields pushed.
 * @throws {UnreadableEventError} where a required field is missing or CreateTime is no number of seconds
 */
export function readEvent<Name extends EventName>(name: Name, fields: Fields): WeixinEvent<Name> {
  const missing = [...envelopeFields, ...eventType(name).required].filter((field) => !fields.get(field));
  if (missing.length > 0) throw new UnreadableEventError(`${name} without ${missing.join(', ')}`);
  if (!createTimePattern.test(fields.get('CreateTime') ?? '')) {
    throw new UnreadableEventError(
      `${name} whose CreateTime is not a whole number of seconds since 1970, ten digits at most`,
    );
  }
  if ((fields.get('FromUserName') ?? '').length > longestUserName) {
    throw new UnreadableEventError(`${name} whose FromUserName is longer than ${longestUserName} characters`);
  }
  const values = fieldsOf(name).map((field) => [field, fields.get(field) ?? '']);
  // Built from the very list the type is derived from.
  return Object.fromEntries([['Event', name], ...values]) as WeixinEvent<Name>;
}
