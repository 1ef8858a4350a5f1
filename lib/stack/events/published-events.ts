import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { BundledFunction } from '../parts/bundled-function.ts';
import { grant } from '../parts/grant.ts';

/**
 * The topic to which workers publish what they processed, as CloudEvents. Without a key of its own: a topic
 * passes messages on and keeps none.
 */
export class PublishedEvents extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: { readonly topicName: string }) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      topicName: props.topicName,
      displayName: 'Product events of a Weixin Official Account',
      enforceSSL: true,
    });
  }

  grantPublish(worker: BundledFunction<string>): void {
    grant(worker, ['sns:Publish'], [this.topic.topicArn]);
  }
}
