import { PurgeQueueCommand, SendMessageCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPipeline } from '../../../functions/insights/pipeline.ts';
import { readProducts } from '../../../functions/insights/products.ts';
import { readProductBackground } from '../../../functions/insights/reviews.ts';
import type { WeixinEvent } from '../../../functions/model/event-types.ts';
import { handlerQueueName } from '../../../functions/model/handler-queue.ts';
import { queueText } from '../../../functions/model/queue-message.ts';
import { cloudEventOf } from '../../../functions/publishing/cloud-event.ts';
import { dlq } from '../../../lib/commands/dlq.ts';
import { handlerDeadLettersOutput, handlerQueueOutput } from '../../../lib/target/outputs.ts';
import { targetOfRun } from '../../../lib/target/target.ts';
import { eventPush } from '../../../lib/weixin/push.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { handlersAssembly } from '../../support/engines.ts';
import { type LocalReceiver, startLocalReceiver } from '../../support/local-receiver.ts';

let receiver: LocalReceiver;
/** Only ends a wait that would never end. */
const lines: Record<string, unknown>[] = [];
let place = 0;

beforeAll(async () => {
  receiver = await startLocalReceiver({
    assembly: await handlersAssembly(),
    onLine: (_name, line) => {
      if (line.startsWith('{')) lines.push(JSON.parse(line));
    },
  });
});

afterAll(() => receiver?.stop());

/** A follow of its own, at a CreateTime nobody else has. */
function follow(ExtInfo: string): WeixinEvent<'subscribe'> {
  place += 1;
  const CreateTime = String(Math.floor(Date.now() / 1000) - 1000 + place);
  return sampleEvent('subscribe', { CreateTime, ExtInfo, KeyStr: `product ${ExtInfo}` });
}

async function push(event: WeixinEvent): Promise<void> {
  expect(await receiver.pushUntilAnswered(eventPush(event))).toMatchObject({ acknowledged: true });
}

const linesOf = (message: string, event: WeixinEvent) =>
  lines.filter((line) => line.message === message && line.id === cloudEventOf(event).id);

async function counted(event: WeixinEvent<'subscribe'>): Promise<number | undefined> {
  const target = targetOfRun(receiver.runFile);
  const rows = await readProducts(target).finally(() => target.close());
  return rows.find(({ product }) => product.keyStr === event.KeyStr)?.totals.followed;
}

/** A review's result, of a product of its own. */
function review(ReasonMsg: string): WeixinEvent<'user_scan_product_verify_action'> {
  return sampleEvent('user_scan_product_verify_action', { ReasonMsg, KeyStr: `product ${ReasonMsg}` });
}

async function isKept(product: ReturnType<typeof review>): Promise<boolean> {
  const target = targetOfRun(receiver.runFile);
  const { reviews } = await readProductBackground(target, product).finally(() => target.close());
  return reviews.length === 1;
}

/** `npm run dlq` on this run. */
async function runDlq(...args: string[]) {
  let [printed, complained] = ['', ''];
  const exitCode = await dlq(args, {
    findTarget: async () => targetOfRun(receiver.runFile),
    write: (text) => {
      printed += text;
    },
    writeError: (text) => {
      complained += text;
    },
    confirm: undefined,
  });
  return { exitCode, printed, complained };
}

/** Puts an event where it would be after ten deliveries. */
async function letDie(event: WeixinEvent): Promise<void> {
  const QueueUrl = receiver.runFile.outputs[handlerDeadLettersOutput('subscribe')];
  const MessageBody = queueText(cloudEventOf(event));
  await receiver.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
}

describe('the merchant’s own code on one machine', () => {
  it('gets an event that was pushed, with what its config gives it, and so does the one for all', async () => {
    const event = follow('poster');

    await push(event);

    await expect
      .poll(() => linesOf('thanked', event))
      .toEqual([expect.objectContaining({ product: event.KeyStr, shop: 'corner' })]);
    await expect.poll(() => linesOf('heard', event)).toHaveLength(1);
    expect(await counted(event)).toBe(1);
  });

  it('that throws at one event handles the next one, and disturbs neither counting nor the other handler', async () => {
    const [bad, good] = [follow('throw'), follow('shelf')];

    await push(bad);
    await push(good);

    await expect.poll(() => linesOf('thanked', good)).toHaveLength(1);
    await expect.poll(() => linesOf('heard', bad)).toHaveLength(1);
    await expect.poll(() => counted(bad)).toBe(1);
    expect(linesOf('thanked', bad)).toEqual([]);
  });

  it('that fills its memory disturbs neither counting nor the other handler', async () => {
    const bad = follow('fill memory');

    await push(bad);

    await expect.poll(() => linesOf('heard', bad)).toHaveLength(1);
    await expect.poll(() => counted(bad)).toBe(1);
    await expect.poll(() => receiver.failures.map(String).join()).toMatch(/memory/i);
  });
});

describe('the merchant’s own code that does not end', () => {
  const name = 'user-scan-product-verify-action';
  const queue = () => ({ QueueUrl: receiver.runFile.outputs[handlerQueueOutput(name)] });

  // A message comes back once its function's time is over, not after six times as long.
  beforeAll(async () => {
    const Attributes = { VisibilityTimeout: '2' };
    await receiver.sqs.send(new SetQueueAttributesCommand({ ...queue(), Attributes }));
  });
  afterAll(() => receiver.sqs.send(new PurgeQueueCommand(queue())));

  async function deadLetters(): Promise<number> {
    const target = targetOfRun(receiver.runFile);
    const { queues } = await readPipeline(target).finally(() => target.close());
    return queues.find(({ queue }) => queue === handlerQueueName(name))?.dead ?? 0;
  }

  it('is given up after ten times, and disturbs neither counting nor the other handler', async () => {
    const [waits, other] = [review('waits'), follow('beside it')];

    await push(waits);
    await push(other);

    await expect.poll(() => linesOf('thanked', other)).toHaveLength(1);
    await expect.poll(() => linesOf('heard', waits)).toHaveLength(1);
    await expect.poll(() => isKept(waits)).toBe(true);
    await expect.poll(deadLetters).toBe(1);
    const given = lines.filter(({ error }) => Object(error).name === 'HandlerTimeoutError');
    expect(given).toHaveLength(10);
  });

  it('is stopped by its function’s time where it computes for ever, and so does not hold up the next one', async () => {
    const [busy, other] = [review('busy'), follow('beside that')];

    await push(busy);
    await push(other);

    await expect.poll(() => linesOf('thanked', other)).toHaveLength(1);
    await expect.poll(() => linesOf('heard', busy)).toHaveLength(1);
    await expect.poll(() => isKept(busy)).toBe(true);
    await expect.poll(() => receiver.failures.map(String).join()).toMatch(/timed out/i);
  });
});

describe('a dead letter of a handler', () => {
  it('is shown by the tool, and redriven to that handler alone', async () => {
    const event = follow('redriven');
    await letDie(event);

    const peeked = await runDlq('peek', 'on-subscribe');
    const { printed: json } = await runDlq('peek', 'on-subscribe', '--json');
    const redriven = await runDlq('redrive', 'on-subscribe', '--event', 'subscribe');

    expect(peeked.printed).toMatch(
      /subscribe .*product redriven, openid \w+….*\n.*its handler tried 10 times/,
    );
    expect(JSON.parse(json)).toMatchObject({ kind: 'published', id: cloudEventOf(event).id, event });
    expect(redriven).toEqual({ exitCode: 0, printed: '1 message, 1 moved back\n', complained: '' });
    await expect.poll(() => linesOf('thanked', event)).toHaveLength(1);
    expect(linesOf('heard', event)).toEqual([]);
    expect((await runDlq('peek', 'on-subscribe')).printed).toBe('0 messages\n');
  });

  it('is in the pipeline’s report', async () => {
    await letDie(follow('reported'));

    const target = targetOfRun(receiver.runFile);
    const { queues } = await readPipeline(target).finally(() => target.close());

    const handlers = ['on-subscribe', 'on-all'];
    expect(queues.filter(({ queue }) => handlers.includes(queue))).toEqual([
      { queue: 'on-subscribe', waiting: expect.any(Number), inFlight: expect.any(Number), dead: 1 },
      { queue: 'on-all', waiting: expect.any(Number), inFlight: expect.any(Number), dead: 0 },
    ]);
    await runDlq('drop', 'on-subscribe', '--yes');
  });

  it('is dropped by the tool', async () => {
    await letDie(follow('dropped'));

    expect(await runDlq('drop', 'on-subscribe', '--yes')).toMatchObject({
      exitCode: 0,
      printed: '1 dropped\n',
    });
    expect((await runDlq('peek', 'on-subscribe')).printed).toBe('0 messages\n');
  });

  it('is looked for under the names of the handlers there are', async () => {
    const { exitCode, complained } = await runDlq('redrive', 'on-unsubscribe');

    expect(exitCode).toBe(2);
    expect(complained).toContain(
      'There is no on-unsubscribe. Handlers here have on-subscribe, on-user-scan-product-verify-action, on-all.',
    );
  });
});
