import {
  dashedName,
  type EventName,
  eventNames,
  type WeixinEvent,
} from '../../functions/model/event-types.ts';
import { handlerQueueName } from '../../functions/model/handler-queue.ts';
import { fieldsPush } from '../../lib/weixin/push.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import { Random } from '../support/random.ts';
import { answerLost, cutBefore, type Fault, type Rule } from './fault.ts';
import { storm } from './storm.ts';
import type { World } from './world.ts';

/** Something that fails, and the alarm somebody is woken up by: a line of the table in docs/runbook.md. */
export interface Failure {
  readonly name: string;
  readonly alarm: string;
  /** What goes off besides. @default nothing */
  readonly also?: readonly string[];
  /** Minutes until what the alarm looks at is bad, while the failure lasts. @default at once */
  readonly after?: number;
  /** What is deployed beside what always is: a server of the merchant's that answers nothing, or handlers. @default neither */
  readonly beside?: 'server' | 'handlers';
  readonly happen: (world: World) => Promise<void>;
}

const slow: Fault = { kind: 'delay', milliseconds: 10_000 };
const sluggish: Fault = { kind: 'delay', milliseconds: 200 };
const throttled: Fault = { kind: 'refuse', reason: 'throughput' };
const denied: Fault = { kind: 'refuse', reason: 'denied' };
const dies: Fault = { kind: 'kill', moment: 'before' };

const event: EventName = 'user_scan_product';
const visit = (): WeixinEvent[] => storm(1, new Random(4));
const onePush = () => visit().filter(({ Event }) => Event === event);

/** Calls of the callback suffer a fault while one visit's events are pushed. */
function callbackSuffers(match: Rule['match'], fault: Fault, events = visit) {
  return async (world: World) => {
    world.suffer({ match: { caller: 'callback', ...match }, fault });
    await world.pushEvents(events());
  };
}

const dynamodb = { service: 'dynamodb' } as const;
const sqs = { service: 'sqs' } as const;
const both = { service: ['dynamodb', 'sqs'] } as const;
const confirm = { operation: 'UpdateItem' } as const;

const oneService: readonly Failure[] = [
  { name: 'DynamoDB is down for the callback', happen: callbackSuffers(dynamodb, cutBefore) },
  { name: 'DynamoDB is slow for the callback', happen: callbackSuffers(dynamodb, slow, onePush) },
  { name: 'DynamoDB throttles the callback', happen: callbackSuffers(dynamodb, throttled) },
  { name: "DynamoDB denies the callback's calls", happen: callbackSuffers(dynamodb, denied) },
  { name: 'DynamoDB denies the callback its confirmations', happen: callbackSuffers(confirm, denied) },
  { name: "DynamoDB's answers to the callback get lost", happen: callbackSuffers(dynamodb, answerLost) },
  { name: 'SQS is down for the callback', happen: callbackSuffers(sqs, cutBefore) },
  { name: 'SQS is slow for the callback', happen: callbackSuffers(sqs, slow, onePush) },
  { name: "SQS denies the callback's calls", happen: callbackSuffers(sqs, denied) },
  { name: "SQS's answers to the callback get lost", happen: callbackSuffers(sqs, answerLost) },
].map((failure) => ({ ...failure, alarm: 'push-steps-failing' }));

/** A Secrets Manager that fails is noticed by instances that start: others know the keys. */
function secretsSuffer(fault: Fault) {
  return async (world: World) => {
    await world.kill('callback');
    world.suffer({ match: { service: 'secretsmanager' }, fault });
    await world.pushEvents(onePush());
  };
}

const notTaken: readonly Failure[] = [
  {
    name: 'DynamoDB and SQS are down for the callback',
    also: ['push-steps-failing'],
    happen: callbackSuffers(both, cutBefore, onePush),
  },
  {
    name: 'DynamoDB and SQS are slow for the callback',
    also: ['push-steps-failing'],
    happen: callbackSuffers(both, slow, onePush),
  },
  { name: 'Secrets Manager is down, and an instance starts', happen: secretsSuffer(cutBefore) },
  { name: 'Secrets Manager denies, and an instance starts', happen: secretsSuffer(denied) },
  { name: 'the callback dies', happen: callbackSuffers({ operation: 'PutItem' }, dies, onePush) },
].map((failure) => ({ ...failure, alarm: 'callback-5xx' }));

/** An alarm that all pushes are refused: after a day it is one that none was taken. */
const refused: readonly Failure[] = [
  {
    name: 'the Token differs',
    happen: (world: World) => world.pushEvents(visit(), { token: 'not-the-token' }),
  },
  {
    name: 'the EncodingAESKey differs',
    happen: (world: World) => world.pushEvents(visit(), { encodingAesKey: 'n'.repeat(43) }),
  },
].map((failure) => ({ ...failure, alarm: 'pushes-refused', also: ['no-push'] }));

/** A run of the drain fails where DynamoDB does not list the outbox. */
function drainSuffers(fault: Fault) {
  return async (world: World) => {
    world.suffer({ match: { caller: 'drain', operation: 'Query' }, fault });
    await world.pushEvents(onePush());
  };
}

const outbox: readonly Failure[] = [
  {
    name: 'SQS is down for five minutes',
    after: 5,
    also: ['push-steps-failing'],
    happen: async (world: World) => {
      world.suffer({ match: { ...sqs, operation: ['SendMessage', 'SendMessageBatch'] }, fault: cutBefore });
      await world.pushEvents(visit());
      await world.minutesPass(5);
    },
  },
  { name: 'DynamoDB denies the drain its list', happen: drainSuffers(denied) },
  { name: 'the drain dies', happen: drainSuffers(dies) },
  {
    name: 'the drain does not run',
    happen: async (world: World) => {
      world.stopSchedules();
      await world.pushEvents(onePush());
    },
  },
].map((failure) => ({ ...failure, alarm: 'outbox-old' }));

/** Messages are delivered while a worker suffers, twice: at the third time SQS no longer tells their age. */
function workerSuffers(fault: Fault) {
  return async (world: World) => {
    await world.pushEvents(onePush());
    world.suffer({ match: { caller: eventNames, ...dynamodb }, fault });
    await world.deliver(event, 2);
  };
}

const workers: readonly Failure[] = [
  { name: 'DynamoDB is down for a worker', happen: workerSuffers(cutBefore) },
  { name: 'DynamoDB throttles a worker', happen: workerSuffers(throttled) },
  { name: "DynamoDB denies a worker's calls", happen: workerSuffers(denied) },
  { name: 'a worker dies', happen: workerSuffers(dies) },
  {
    name: 'a worker does not run',
    happen: async (world: World) => {
      await world.pushEvents(onePush());
      await world.minutesPass(5);
    },
  },
].map((failure) => ({ ...failure, alarm: 'messages-old', after: 5 }));

/** What SNS does not take stays on the worker's queue. */
function publishingSuffers(fault: Fault) {
  return async (world: World) => {
    await world.pushEvents(onePush());
    world.suffer({ match: { caller: event, service: 'sns' }, fault });
    await world.deliver(event, 2);
  };
}

const publishing: readonly Failure[] = [
  { name: 'SNS is down for a worker', happen: publishingSuffers(cutBefore) },
  { name: "SNS denies a worker's calls", happen: publishingSuffers(denied) },
  { name: "SNS does not take some of a worker's events", happen: publishingSuffers({ kind: 'refuseOne' }) },
].map((failure) => ({ ...failure, beside: 'handlers', alarm: 'messages-old', after: 5 }));

/** An event is published and handed to its handler so often. */
function handled(published: WeixinEvent, times: number) {
  return async (world: World) => {
    await world.pushEvents([published]);
    await world.deliver(published.Event, 1);
    await world.deliver(handlerQueueName(dashedName(published.Event)), times);
  };
}

/** What test/fixtures/handlers does not manage. */
const handlers: readonly Failure[] = [
  { name: 'a handler throws', happen: handled(sampleEvent('subscribe', { ExtInfo: 'throw' }), 11) },
  { name: 'a handler does not end', happen: handled(sampleEvent('user_scan_product_verify_action'), 11) },
].map((failure) => ({
  ...failure,
  beside: 'handlers',
  alarm: 'handler-dead-letters',
  // Ten deliveries, a visibility timeout of three minutes after each, where its config sets no other.
  after: 30,
}));

/** In the order of the runbook's table. */
export const failures: readonly Failure[] = [
  ...oneService,
  {
    name: 'DynamoDB and SQS answer when asked again',
    alarm: 'callback-slow',
    also: ['push-steps-failing'],
    happen: async (world) => {
      const caller = 'callback';
      world.suffer(
        { match: { caller, ...confirm }, fault: slow },
        // The SDK gives up a call after 800 ms and asks a second time: 3.2 s in all, and the alarm goes off above 3.3.
        { match: { caller, operation: 'PutItem' }, strikes: (nth) => nth === 1, fault: slow },
        { match: { caller, operation: 'PutItem' }, strikes: (nth) => nth === 2, fault: sluggish },
        { match: { caller, operation: 'SendMessage' }, strikes: (nth) => nth === 1, fault: slow },
      );
      await world.pushEvents(onePush());
    },
  },
  ...notTaken,
  ...refused,
  {
    name: 'a flood of requests to wrong paths',
    alarm: 'callback-4xx',
    happen: async (world) => {
      await world.pushEvents(onePush());
      for (let visits = 0; visits < 100; visits++) await world.visit('/wp-login.php');
    },
  },
  {
    name: "the merchant's own server answers nothing",
    alarm: 'forward-failing',
    beside: 'server',
    happen: (world) => world.push(fieldsPush(new Map([['MsgType', 'text']]))),
  },
  { name: 'nothing is pushed for a day', alarm: 'no-push', happen: async () => {} },
  {
    name: 'a push cannot be read',
    alarm: 'quarantine-not-empty',
    happen: (world) => {
      const { KeyStr: _none, ...unreadable } = { ...sampleEvent(event), MsgType: 'event' };
      return world.push(fieldsPush(new Map(Object.entries(unreadable))));
    },
  },
  ...outbox,
  ...workers,
  {
    name: 'a worker cannot read a message',
    alarm: 'dead-letters',
    also: ['messages-old'],
    // Ten deliveries, a visibility timeout of three minutes after each.
    after: 30,
    happen: async (world) => {
      await world.pushEvents(onePush());
      await world.deliver(event, 1);
      await world.send(event, '{}');
      await world.deliver(event, 11);
    },
  },
  ...publishing,
  ...handlers,
  {
    name: 'a handler does not run',
    beside: 'handlers',
    alarm: 'handler-messages-old',
    after: 30,
    happen: async (world) => {
      await world.pushEvents([sampleEvent('subscribe')]);
      await world.deliver('subscribe', 1);
      await world.minutesPass(30);
    },
  },
];
