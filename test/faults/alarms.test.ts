import { readFileSync } from 'node:fs';
import type { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { eventNames } from '../../functions/model/event-types.ts';
import type { CloudAssembly } from '../../lib/local/template/cloud-assembly.ts';
import { readHandlerFiles } from '../../lib/stack/handlers/handler-files.ts';
import { handlersAssembly, handlersFolder, sharedAssembly } from '../support/engines.ts';
import { forwardingAssembly } from '../support/forwarding.ts';
import { cases } from '../support/length.ts';
import { type OldServer, saying, startOldServer, troubles } from '../support/old-server.ts';
import { Random } from '../support/random.ts';
import { templateOf } from '../support/stack.ts';
import { CloudWatch, kindOf, type WatchedAlarm } from './cloud-watch.ts';
import { type Failure, failures } from './failures.ts';
import { sharedCloud } from './shared-cloud.ts';
import { storm } from './storm.ts';
import { World } from './world.ts';

const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
/** How fast the machine is that runs the tests, an alarm on time would say as well. */
const onTime = 'callback-slow';

const settings = { expectPushes: 'true' };
const forwardUrl = 'https://old.example.com/';
const handlers = await readHandlerFiles(handlersFolder);

let server: OldServer;
beforeAll(async () => {
  server = await startOldServer();
});
afterAll(() => server?.close());

interface Receiver {
  readonly name: string;
  /** What runs. */
  readonly readAssembly: () => Promise<CloudAssembly>;
  /** That whose alarms watch it. */
  readonly readTemplate: () => Template;
  /** What its failures need. */
  readonly has: readonly Failure['beside'][];
}

const template = templateOf({ ...settings, forwardUrl }, handlers);
const everything: Receiver = {
  name: 'with a server of the merchant’s and handlers',
  readAssembly: async () =>
    forwardingAssembly(await handlersAssembly(), {
      FORWARD_URL: server.origin,
      FORWARD: 'others',
      FORWARD_ON_FAILURE: 'acknowledge',
    }),
  readTemplate: () => template,
  has: [undefined, 'server', 'handlers'],
};
const bare: Receiver = {
  name: 'without either',
  readAssembly: sharedAssembly,
  readTemplate: () => templateOf(settings),
  has: [undefined],
};

describe.each(cases([everything], [bare]))('on a receiver $name', ({ readAssembly, readTemplate, has }) => {
  const cloud = sharedCloud(readAssembly);
  const watch = new CloudWatch(readTemplate());

  test.each(failures.filter(({ beside }) => has.includes(beside)))(
    '$name: $alarm goes off, and nothing else but what the runbook says',
    async (failure) => {
      server.say = failure.beside === 'server' ? troubles['resets the connection'].say : saying('');
      const world = new World(cloud());
      try {
        await failure.happen(world);
        await world.runSchedules();
        const goingOff = await watch.goingOff(world.seen, cloud());
        const { alarm, also = [] } = failure;
        const isExpected = (kind: string) => kind !== onTime || alarm === onTime;
        expect(goingOff.filter(isExpected)).toEqual([alarm, ...also].toSorted());
      } finally {
        await world.end();
      }
    },
  );

  test('nothing goes off where nothing fails', async () => {
    const world = new World(cloud());
    await world.pushEvents(storm(1, new Random(4)));
    for (const event of eventNames) await world.deliver(event, 1);
    for (const handler of cloud().holdings.handlerQueues) await world.deliver(handler.name, 1);
    await world.minutesPass(5);
    await world.runSchedules();
    const goingOff = await watch.goingOff(world.seen, cloud());
    expect(goingOff.filter((kind) => kind !== onTime)).toEqual([]);
    await world.end();
  });
});

describe('the runbook’s table', () => {
  const { alarms } = new CloudWatch(template);
  const lines = runbook.split('\n').filter((line) => /^\| .* \| \[.*\]\(#.*\) \| \d+ \|/.test(line));

  it('has a line for each of these failures, with its alarm and the minutes the template makes of it', () => {
    expect(lines).toEqual(failures.map((failure) => lineOf(failure, alarms)));
  });

  it('has each alarm of the template', () => {
    const kinds = new Set(alarms.map(kindOf));
    expect(new Set(failures.map(({ alarm }) => alarm))).toEqual(kinds);
  });
});

function lineOf({ name, alarm, also = [], after = 0 }: Failure, alarms: readonly WatchedAlarm[]): string {
  const watched = alarms.find((each) => kindOf(each) === alarm);
  const hourly = 3600;
  const minutes = after + ((watched?.Period ?? hourly) * (watched?.DatapointsToAlarm ?? 0)) / 60;
  return `| ${name} | [${alarm}](#${alarm}) | ${minutes} | ${also.join(', ')}${also.length > 0 ? ' ' : ''}|`;
}
