import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventNames } from '../../../../functions/model/event-types.ts';
import { encodeMessage } from '../../../../functions/model/queue-message.ts';
import { templateAccess } from '../../../../lib/local/aws/authorizer.ts';
import type { Intercept } from '../../../../lib/local/aws/gate.ts';
import { templateFunctions } from '../../../../lib/local/functions/function-definition.ts';
import type { Access, FunctionPermission } from '../../../../lib/local/iam/access.ts';
import type { CloudAssembly } from '../../../../lib/local/template/cloud-assembly.ts';
import { templateResolver } from '../../../../lib/local/template/resolve.ts';
import { deadLettersOutput, outputs, queueOutput } from '../../../../lib/target/outputs.ts';
import { eventPush, fieldsPush } from '../../../../lib/weixin/push.ts';
import { sampleEvent, samples } from '../../../../lib/weixin/samples.ts';
import { sharedAssembly } from '../../../support/engines.ts';
import { type LocalReceiver, startLocalReceiver } from '../../../support/local-receiver.ts';
import { patience } from '../../../support/patience.ts';

const unreadable = fieldsPush(
  new Map([
    ['MsgType', 'event'],
    ['Event', 'user_scan_product'],
  ]),
);

/** Queues the callback cannot reach, and a first attempt that is slow: what brings out every call it makes. */
class Weather {
  sqsIsDown = false;
  #meetOnce: { readonly met: Promise<void>; readonly meet: () => void } | undefined;

  readonly intercept: Intercept = async ({ operation }, forward) => {
    if (operation === 'SendMessage' && this.sqsIsDown) throw new Error('SQS is down');
    if (operation === 'SendMessage') await this.#meetOnce?.met;
    if (operation === 'GetItem') this.#meetOnce?.meet();
    return forward();
  };

  /** Makes the next Send wait until another attempt has looked at the claim. */
  letAttemptsMeet(): void {
    let meet = () => {};
    const met = new Promise<void>((resolve) => {
      meet = resolve;
    });
    this.#meetOnce = { met, meet };
  }
}

/** Lets the stack do everything it does: take, drop, quarantine, keep in the outbox, drain, count. */
async function useEverything(receiver: LocalReceiver, weather: Weather): Promise<void> {
  for (const event of Object.values(samples)) await receiver.push(eventPush(event));
  await receiver.push(unreadable);
  weather.letAttemptsMeet();
  const contested = eventPush(sampleEvent('subscribe', { FromUserName: 'two-at-once' }));
  await Promise.all([receiver.push(contested), receiver.push(contested)]);
  weather.sqsIsDown = true;
  for (const name of eventNames) {
    await receiver.push(eventPush(sampleEvent(name, { FromUserName: 'in-the-outbox' })));
  }
  await receiver.push(unreadable);
  weather.sqsIsDown = false;
  await receiver.run.schedules.fire();
}

/** Puts copies of counted events on their queues, as a redrive does. */
async function bringBack({ sqs, run }: LocalReceiver): Promise<void> {
  for (const event of Object.values(samples)) {
    const MessageBody = encodeMessage({ receivedAt: new Date().toISOString(), event });
    await sqs.send(new SendMessageCommand({ QueueUrl: run.outputs[queueOutput(event.Event)], MessageBody }));
  }
}

/** Waits until the workers have done all there is. */
async function untilCounted(receiver: LocalReceiver): Promise<void> {
  for (const queue of eventNames.map(queueOutput)) {
    await vi.waitFor(async () => expect(await messagesOn(receiver, queue)).toBe(0), patience);
  }
}

async function messagesOn({ sqs, run }: LocalReceiver, output: string): Promise<number> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: run.outputs[output],
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return Object.values(Attributes ?? {}).reduce((sum, count) => sum + Number(count), 0);
}

/** Lines in which a function said that it was denied a call. */
function denials(lines: readonly string[]): string[] {
  return lines.filter((line) => line.includes('AccessDenied'));
}

/** The template with one statement of a role changed. */
function changed(
  assembly: CloudAssembly,
  { policy, place, actions }: { policy: string; place: number; actions: readonly string[] },
): CloudAssembly {
  const template = structuredClone(assembly.template);
  Object(template.Resources[policy]?.Properties).PolicyDocument.Statement[place].Action = actions;
  return { ...assembly, template };
}

function accessOf(assembly: CloudAssembly): Access {
  const { template, stackName } = assembly;
  const resolver = templateResolver(template, { stackName, sqsEndpoint: 'http://127.0.0.1:1' });
  return templateAccess(resolver, templateFunctions(assembly, resolver));
}

/** Makes the calls again that were made, against other roles; gives what they are refused with. */
function refusals(access: Access, calls: readonly FunctionPermission[]): string[] {
  return calls.flatMap((call) => {
    try {
      access.authorize(call.functionName, [call]);
      return [];
    } catch (error) {
      return [String(error)];
    }
  });
}

/** Every action of every statement of the template's policies. */
function grantsOf({ template }: CloudAssembly) {
  return Object.entries(template.Resources).flatMap(([policy, { Type, Properties }]) => {
    if (Type !== 'AWS::IAM::Policy') return [];
    const statements: readonly { Action: string | string[] }[] = Object(Properties).PolicyDocument.Statement;
    return statements.flatMap(({ Action }, place) => {
      const actions = [Action].flat();
      return actions.map((action) => ({ policy, place, action, actions }));
    });
  });
}

describe('the functions’ roles', () => {
  const weather = new Weather();
  let assembly: CloudAssembly;
  let receiver: LocalReceiver;
  const lines: string[] = [];

  beforeAll(async () => {
    assembly = await sharedAssembly();
    receiver = await startLocalReceiver({
      intercept: weather.intercept,
      onLine: (_functionName, line) => lines.push(line),
    });
    await useEverything(receiver, weather);
    await untilCounted(receiver);
    await bringBack(receiver);
    await untilCounted(receiver);
  });

  afterAll(() => receiver?.stop());

  it('allow all that is done: no call was denied, nothing died, what nobody can read is kept', async () => {
    expect(receiver.failures).toEqual([]);
    for (const name of eventNames) {
      expect(await messagesOn(receiver, deadLettersOutput(name)), name).toBe(0);
    }
    expect(await messagesOn(receiver, outputs.quarantineQueue)).toBe(2);
    expect(denials(lines)).toEqual([]);
  });

  it('allow nothing that is never done', () => {
    expect(receiver.run.access.unused()).toEqual([]);
  });

  it('miss any action that is taken out of any of them, and the refusal names it, who and where', () => {
    const calls = receiver.run.access.used();
    const grants = grantsOf(assembly);
    expect(grants.length).toBeGreaterThan(30);
    for (const { policy, place, action, actions } of grants) {
      const others = actions.filter((each) => each !== action);
      const refused = refusals(accessOf(changed(assembly, { policy, place, actions: others })), calls);
      expect(refused, `${policy} without ${action}`).not.toEqual([]);
      for (const message of refused) {
        expect(message).toMatch(/^AccessDenied: User: arn:aws:sts::\d{12}:assumed-role\/\S+\/\S+ is not/);
        expect(message).toContain(`to perform: ${action} on resource: arn:aws:`);
      }
    }
  });

  it('are known to allow too much where one action is added', () => {
    const calls = receiver.run.access.used();
    for (const { policy, place, actions } of grantsOf(assembly)) {
      const added = 'dynamodb:DeleteItem';
      const access = accessOf(changed(assembly, { policy, place, actions: [...actions, added] }));
      expect(refusals(access, calls)).toEqual([]);
      expect(access.unused().map(({ action }) => action)).toContain(added);
      expect(new Set(access.unused().map(({ action }) => action)).size).toBe(1);
    }
  });
});

it('a worker without one of its permissions logs what it may not do, and its message stays', async () => {
  const assembly = await sharedAssembly();
  const action = 'dynamodb:UpdateItem';
  const grant = grantsOf(assembly).find(
    (each) => each.policy.startsWith('subscribe') && each.action === action,
  );
  if (grant === undefined) throw new Error(`no worker may ${action}`);
  const altered = changed(assembly, { ...grant, actions: ['dynamodb:GetItem'] });
  const lines: string[] = [];
  const receiver = await startLocalReceiver({
    assembly: altered,
    onLine: (_functionName, line) => lines.push(line),
  });
  try {
    await receiver.push(eventPush(samples.subscribe));
    await vi.waitFor(() => expect(denials(lines).join()).toContain(action), patience);
    expect(await messagesOn(receiver, queueOutput('subscribe'))).toBe(1);
  } finally {
    await receiver.stop();
  }
});
