import { expect, test } from 'vitest';
import { deliver } from '../../lib/weixin/deliver.ts';
import { eventPush } from '../../lib/weixin/push.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import { signedPush } from '../../lib/weixin/signed-push.ts';
import { runs } from '../support/length.ts';
import { Random } from '../support/random.ts';
import { push, pushAll } from './delivery.ts';
import { cutBefore, type Fault } from './fault.ts';
import { violations } from './invariants.ts';
import { settle } from './settle.ts';
import { sharedCloud } from './shared-cloud.ts';
import { storm } from './storm.ts';

const seed = 4;
const outages: readonly [string, Fault][] = [
  ['down', cutBefore],
  ['slow', { kind: 'delay', milliseconds: 3000 }],
  ['denied', { kind: 'refuse', reason: 'denied' }],
];

const cloud = sharedCloud();

function sufferSecrets(fault: Fault): void {
  cloud().faults.suffer([{ match: { service: 'secretsmanager' }, fault }]);
}

test.each(outages)(
  'secrets endpoint %s without a cached value: not taken, and taken later',
  async (_name, fault) => {
    // Each attempt starts an instance anew.
    const events = storm(1, new Random(seed)).slice(0, runs(2, Number.POSITIVE_INFINITY));
    await cloud().functionOf('callback').kill();
    sufferSecrets(fault);
    const refused = await pushAll(cloud(), events);
    const statuses = refused.flatMap(({ attempts }) =>
      attempts.map((each) => 'status' in each && each.status),
    );
    expect(statuses).toEqual(Array(4 * events.length).fill(503));
    expect(cloud().faults.calls.filter(({ service }) => service !== 'secretsmanager')).toEqual([]);
    expect(await violations(cloud(), refused)).toEqual([]);

    await cloud().faults.recover();
    const taken = await pushAll(cloud(), events);
    await settle(cloud());
    expect(await violations(cloud(), taken)).toEqual([]);
  },
);

test.each(outages)(
  'secrets endpoint %s with a cached value: the known keys serve on',
  async (_name, fault) => {
    await cloud().functionOf('callback').kill();
    await push(cloud(), sampleEvent('subscribe', { KeyStr: 'warms the instance' }));
    sufferSecrets(fault);
    const wrongToken = { ...cloud().account, token: 'not-the-token' };
    const stranger = eventPush(sampleEvent('subscribe', { KeyStr: 'a stranger’s' }));
    const [refused] = await deliver(() => signedPush(cloud().callbackUrl, stranger, wrongToken));
    expect(refused).toMatchObject({ status: 403, body: '' });
    expect(cloud().faults.struck).toBeGreaterThan(0);

    const deliveries = [];
    for (const event of storm(1, new Random(seed))) deliveries.push(await push(cloud(), event));
    expect(deliveries.map(({ attempts }) => attempts.length)).toEqual(deliveries.map(() => 1));
    await settle(cloud());
    expect(await violations(cloud(), deliveries)).toEqual([]);
  },
);
