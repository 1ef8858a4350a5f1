import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type HeldMessage, heldMessage, type Kind, redrivesAttribute } from './held-message.ts';

/** How long a message is held while it is looked at, in seconds; one of a killed command returns after it. */
const holdSeconds = 300;

/** A dead-letter or quarantine queue in an operator's hands. SQS's own move task cannot choose messages. */
export class HeldQueue {
  readonly #sqs: SQSClient;
  readonly #url: string;
  readonly #kind: Kind;

  constructor(sqs: SQSClient, url: string, kind: Kind) {
    this.#sqs = sqs;
    this.#url = url;
    this.#kind = kind;
  }

  /** Messages somebody holds, this command or another: they come back within five minutes. Approximate. */
  async inFlight(): Promise<number> {
    const { Attributes } = await this.#sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: this.#url,
        AttributeNames: ['ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    return Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0);
  }

  /** Holds one message after the other, each once, until the queue has no more to give or nobody asks for more. */
  async *messages(): AsyncGenerator<HeldMessage> {
    const seen = new Set<string>();
    for (;;) {
      const command = new ReceiveMessageCommand({
        QueueUrl: this.#url,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: holdSeconds,
        // Long polling asks all of SQS's servers: without it a queue that holds some may look empty.
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ['SentTimestamp'],
        MessageAttributeNames: [redrivesAttribute],
      });
      const { Messages = [] } = await this.#sqs.send(command);
      const fresh = Messages.filter(({ MessageId = '' }) => !seen.has(MessageId));
      if (fresh.length === 0) return;
      const waiting = fresh.map((message) => heldMessage(message, this.#kind));
      try {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          seen.add(next.messageId);
          yield next;
        }
      } finally {
        // Whoever wants no more has not seen these.
        await Promise.all(waiting.map((message) => this.giveBack(message)));
      }
    }
  }

  /** Lets others have the message again, now. */
  async giveBack({ receiptHandle }: HeldMessage): Promise<void> {
    await this.#sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: this.#url,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: 0,
      }),
    );
  }

  /** Puts a message on another queue and only then takes it off this one: at no time is it in neither. */
  async move(message: HeldMessage, body: string, queueUrl: string): Promise<void> {
    const redrives = { DataType: 'Number', StringValue: String(message.redrives + 1) };
    await this.#sqs.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: body,
        MessageAttributes: { [redrivesAttribute]: redrives },
      }),
    );
    await this.drop(message);
  }

  /** Deletes the message for good. */
  async drop({ receiptHandle }: HeldMessage): Promise<void> {
    await this.#sqs.send(new DeleteMessageCommand({ QueueUrl: this.#url, ReceiptHandle: receiptHandle }));
  }
}
