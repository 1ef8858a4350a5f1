import { DeleteMessageBatchCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { decodePublishedMessage, type PublishedMessage } from '../../functions/model/queue-message.ts';

/** Whoever is subscribed to all that is published, by the queue it arrives on. */
export class Subscriber {
  readonly #sqs: SQSClient;
  readonly #queueUrl: string;
  readonly #received: PublishedMessage[] = [];

  constructor(sqs: SQSClient, queueUrl: string) {
    this.#sqs = sqs;
    this.#queueUrl = queueUrl;
  }

  /** Everything that was published so far. */
  async received(): Promise<readonly PublishedMessage[]> {
    for (;;) {
      const command = new ReceiveMessageCommand({ QueueUrl: this.#queueUrl, MaxNumberOfMessages: 10 });
      const { Messages = [] } = await this.#sqs.send(command);
      if (Messages.length === 0) return this.#received;
      this.#received.push(...Messages.map(({ Body = '' }) => decodePublishedMessage(Body)));
      const Entries = Messages.map(({ ReceiptHandle }, place) => ({ Id: String(place), ReceiptHandle }));
      await this.#sqs.send(new DeleteMessageBatchCommand({ QueueUrl: this.#queueUrl, Entries }));
    }
  }
}
