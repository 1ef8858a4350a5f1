import { CreateTopicCommand, type SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import type { Resolver } from '../template/resolve.ts';
import { resourcesOfType, TemplateError } from '../template/template.ts';
import { attributeText } from './attribute-text.ts';

const subscriptionAttributes = ['FilterPolicy', 'FilterPolicyScope', 'RawMessageDelivery'] as const;

/** Whom one machine cannot reach; nobody but a person waits for these. */
const mailProtocols = ['email', 'email-json'];

/**
 * Creates the template's topics and the subscriptions of its queues; mail is AWS's to send, encryption and
 * topic policies are AWS's too.
 * @throws {TemplateError} where somebody else is subscribed: messages would not arrive, as they would deployed
 */
export async function createTopics(sns: SNSClient, resolver: Resolver): Promise<void> {
  const topics = resourcesOfType(resolver.template, 'AWS::SNS::Topic');
  await Promise.all(
    topics.map(([logicalId, { Properties = {} }]) => {
      if (Properties.FifoTopic) throw new TemplateError(`${logicalId} is a FIFO topic`);
      if (Properties.Subscription) throw new TemplateError(`${logicalId} lists its subscriptions itself`);
      return sns.send(
        new CreateTopicCommand({ Name: resolver.identity(logicalId).attributes.TopicName ?? '' }),
      );
    }),
  );
  const subscriptions = resourcesOfType(resolver.template, 'AWS::SNS::Subscription');
  await Promise.all(
    subscriptions.map(async ([logicalId, { Properties = {} }]) => {
      const Protocol = resolver.text(Properties.Protocol, `the protocol of ${logicalId}`);
      if (mailProtocols.includes(Protocol)) return;
      if (Protocol !== 'sqs') throw new TemplateError(`${logicalId} subscribes by ${Protocol}`);
      const attributes = subscriptionAttributes
        .filter((name) => name in Properties)
        .map((name) => [name, attributeText(resolver.value(Properties[name]))]);
      await sns.send(
        new SubscribeCommand({
          TopicArn: resolver.text(Properties.TopicArn, `the topic of ${logicalId}`),
          Protocol,
          Endpoint: resolver.text(Properties.Endpoint, `the endpoint of ${logicalId}`),
          Attributes: Object.fromEntries(attributes),
        }),
      );
    }),
  );
}
