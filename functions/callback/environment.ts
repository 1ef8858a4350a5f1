import { type ProductEventName, productEventNames } from '../model/product-events.ts';

export type QueueUrlVariable = `${Uppercase<ProductEventName>}_QUEUE_URL`;

/** The variable that holds the URL of an event's queue, such as `USER_SCAN_PRODUCT_QUEUE_URL`. */
export function queueUrlVariable(name: ProductEventName): QueueUrlVariable {
  return `${name.toUpperCase() as Uppercase<ProductEventName>}_QUEUE_URL`;
}

/** What the callback function reads from its environment; the stack fills exactly these. */
export const callbackVariables = [
  'WEIXIN_APP_ID',
  'WEIXIN_ENCRYPTION',
  'WEIXIN_MAX_AGE_SECONDS',
  'TOKEN_SECRET_ARN',
  'ENCODING_AES_KEY_SECRET_ARN',
  'EVENTS_TABLE',
  'QUARANTINE_QUEUE_URL',
  ...productEventNames.map(queueUrlVariable),
] as const;

export type CallbackVariable = (typeof callbackVariables)[number];
