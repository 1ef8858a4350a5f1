import { dashedName, eventNames, eventType } from '../../functions/model/event-types.ts';
import { eventSchema } from './event-schema.ts';

/** The topic of a stack that publishes, as an AsyncAPI 3.0 document. */
export function asyncApi() {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Product events of a Weixin Official Account',
      version: '1.0.0',
      description: 'What a stack publishes with -c publish=true: each event at least once, in no order.',
    },
    defaultContentType: 'application/cloudevents+json',
    channels: {
      events: {
        address: 'the output EventTopic of the stack, an SNS topic',
        messages: Object.fromEntries(
          eventNames.map((name) => [name, { $ref: `#/components/messages/${dashedName(name)}` }]),
        ),
      },
    },
    operations: {
      receive: {
        action: 'send',
        channel: { $ref: '#/channels/events' },
        summary: 'Message attributes for filter policies: event (Weixin’s Event), account (ToUserName).',
      },
    },
    components: {
      messages: Object.fromEntries(
        eventNames.map((name) => [
          dashedName(name),
          { name: `weixin.${name}`, summary: eventType(name).meaning.en, payload: eventSchema(name) },
        ]),
      ),
    },
  };
}
