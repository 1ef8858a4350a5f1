import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { EventName, WeixinEvent } from '../../functions/model/event-types.ts';
import { eventsTableSchema } from '../../functions/model/events-table.ts';
import { FunctionError } from '../../lib/local/functions/function-error.ts';
import type { WeixinAccount } from '../../lib/weixin/account.ts';
import { deliver, weixinRetries } from '../../lib/weixin/deliver.ts';
import { eventPush, type Push } from '../../lib/weixin/push.ts';
import { signedPush } from '../../lib/weixin/signed-push.ts';
import type { Cloud, Fed } from './cloud.ts';
import type { Caller, Rule } from './fault.ts';
import { emptyOutbox } from './settle.ts';
import { Sightings } from './sightings.ts';

/** SQS leaves a message out of the age of the oldest one from this delivery on. */
const deliveryLeftOut = 3;

/** What happens around a failure, and what is seen of that. */
export class World {
  readonly seen: Sightings;
  readonly #cloud: Cloud;
  #drains = true;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    this.seen = new Sightings(cloud);
  }

  suffer(...rules: readonly Rule[]): void {
    this.#cloud.faults.suffer(rules);
  }

  async kill(caller: Caller): Promise<void> {
    await this.#cloud.functionOf(caller).kill();
  }

  /** Weixin pushes events, each again until it is acknowledged. */
  async pushEvents(events: readonly WeixinEvent[], changes: Partial<WeixinAccount> = {}): Promise<void> {
    for (const event of events) await this.push(eventPush(event), changes);
  }

  async push(push: Push, changes: Partial<WeixinAccount> = {}): Promise<void> {
    const account = { ...this.#cloud.account, ...changes };
    const sign = () => signedPush(this.#cloud.callbackUrl, push, account);
    this.seen.sawAttempts(await deliver(sign, { retries: weixinRetries }));
  }

  /** A stranger tries an address. */
  async visit(path: string): Promise<void> {
    const { status } = await fetch(new URL(path, this.#cloud.callbackUrl));
    this.seen.answers.push({ status, milliseconds: 0 });
  }

  async send(event: EventName, MessageBody: string): Promise<void> {
    const { holdings } = this.#cloud;
    await holdings.sqs.send(new SendMessageCommand({ QueueUrl: holdings.queueUrl(event), MessageBody }));
  }

  /** SQS hands a worker or a handler its messages so often, again after each visibility timeout. */
  async deliver(to: Fed, times: number): Promise<void> {
    const feed = this.#cloud.feedOf(to);
    const { holdings } = this.#cloud;
    const timeout = await holdings.visibilityTimeout(feed.queueUrl);
    for (let delivery = 1; delivery <= times; delivery++) {
      await feed.round();
      const isLeft = (await holdings.messages(feed.queueUrl)) > 0;
      if (isLeft && delivery < deliveryLeftOut) this.seen.sawAge(feed.queueUrl, delivery * timeout);
    }
  }

  /** As if what waits had come so long ago. */
  async minutesPass(minutes: number): Promise<void> {
    const { holdings, feeds } = this.#cloud;
    const seconds = minutes * 60;
    const since = new Date(Date.now() - seconds * 1000).toISOString();
    const { partitionKey, sortKey, outboxIndex } = eventsTableSchema;
    for (const row of await holdings.waiting()) {
      const command = new UpdateItemCommand({
        TableName: holdings.eventsTable,
        Key: marshall({ [partitionKey]: row[partitionKey], [sortKey]: row[sortKey] }),
        UpdateExpression: 'SET #since = :since',
        ExpressionAttributeNames: { '#since': outboxIndex.sortKey },
        ExpressionAttributeValues: marshall({ ':since': since }),
      });
      await holdings.dynamodb.send(command);
    }
    const ofHandlers = holdings.handlerQueues.map(({ url }) => url);
    for (const queueUrl of [...feeds.map((feed) => feed.queueUrl), ...ofHandlers]) {
      if ((await holdings.messages(queueUrl)) > 0) this.seen.sawAge(queueUrl, seconds);
    }
  }

  stopSchedules(): void {
    this.#drains = false;
  }

  /** The schedule's runs of five minutes, unless it was stopped. */
  async runSchedules(): Promise<void> {
    for (let minute = 0; this.#drains && minute < 5; minute++) {
      try {
        await this.#cloud.functionOf('drain').invoke({});
        this.seen.sawRun('drain', true);
      } catch (error) {
        if (!(error instanceof FunctionError)) throw error;
        this.seen.sawRun('drain', false);
      }
    }
  }

  /** Leaves nothing behind for the next one. */
  async end(): Promise<void> {
    const { holdings, faults } = this.#cloud;
    await faults.recover();
    await emptyOutbox(this.#cloud);
    for (const QueueUrl of holdings.queueUrls) {
      await holdings.sqs.send(new PurgeQueueCommand({ QueueUrl }));
    }
  }
}
