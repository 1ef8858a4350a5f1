import { envelopeFields } from '../../functions/model/event-type.ts';
import {
  type EventName,
  eventNames,
  eventType,
  fieldsOf,
  isProductEventName,
} from '../../functions/model/event-types.ts';

const text = { type: 'string' } as const;
const filled = { type: 'string', minLength: 1 } as const;

/** JSON Schema (2020-12) of one type of event as it is published. */
export function eventSchema(name: EventName) {
  const ofProduct = isProductEventName(name);
  return {
    title: `weixin.${name}`,
    description: eventType(name).meaning.en,
    type: 'object',
    properties: {
      specversion: { const: '1.0' },
      id: { ...filled, description: 'The same however often the event comes: the idempotency key.' },
      source: { ...filled, description: 'The account: ToUserName, percent-encoded.' },
      type: { const: `weixin.${name}` },
      ...(ofProduct && {
        subject: { ...filled, description: 'The product: KeyStandard#KeyStr, # and % percent-encoded.' },
      }),
      time: { ...filled, format: 'date-time', description: 'CreateTime.' },
      datacontenttype: { const: 'application/json' },
      data: dataSchema(name),
    },
    required: [
      'specversion',
      'id',
      'source',
      'type',
      ...(ofProduct ? ['subject'] : []),
      'time',
      'datacontenttype',
      'data',
    ],
    additionalProperties: false,
  };
}

/** JSON Schema of every event that is published, whatever its type. */
export function eventsSchema() {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Published events of a Weixin Official Account: CloudEvents 1.0 in JSON',
    oneOf: eventNames.map(eventSchema),
  };
}

/** Weixin's fields, all of them there and text, as they were pushed; the required ones are not empty. */
function dataSchema(name: EventName) {
  const required: readonly string[] = [...envelopeFields, ...eventType(name).required];
  const fields = fieldsOf(name).map((field) => [field, required.includes(field) ? filled : text]);
  return {
    type: 'object',
    properties: { Event: { const: name }, ...Object.fromEntries(fields) },
    required: ['Event', ...fieldsOf(name)],
    additionalProperties: false,
  };
}
