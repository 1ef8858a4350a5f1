import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { eventNames } from '../../functions/model/event-types.ts';
import { readHandlerFiles } from '../../lib/stack/handlers/handler-files.ts';
import { handlersAssembly, handlersFolder, sharedAssembly } from '../support/engines.ts';
import { forwardingAssembly } from '../support/forwarding.ts';
import { Random } from '../support/random.ts';
import { templateOf } from '../support/stack.ts';
import { CloudWatch, kindOf } from './cloud-watch.ts';
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
/** What runs, and the template whose alarms watch it. */
const receivers = {
  alone: { cloud: sharedCloud(), template: templateOf(settings) },
  server: {
    cloud: sharedCloud(async () =>
      forwardingAssembly(await sharedAssembly(), {
        FORWARD_URL: 'http://127.0.0.1:1/',
        FORWARD: 'others',
        FORWARD_ON_FAILURE: 'acknowledge',
      }),
    ),
    template: templateOf({ ...settings, forwardUrl }),
  },
  handlers: { cloud: sharedCloud(handlersAssembly), template: templateOf(settings, handlers) },
};
const { alarms } = new CloudWatch(templateOf({ ...settings, forwardUrl }, handlers));

test.each(failures)('$name: $alarm goes off, and nothing else but what the runbook says', async (failure) => {
  const { cloud, template } = receivers[failure.beside ?? 'alone'];
  const world = new World(cloud());
  try {
    await failure.happen(world);
    await world.runSchedules();
    const goingOff = await new CloudWatch(template).goingOff(world.seen, cloud());
    const { alarm, also = [] } = failure;
    const isExpected = (kind: string) => kind !== onTime || alarm === onTime;
    expect(goingOff.filter(isExpected)).toEqual([alarm, ...also].toSorted());
  } finally {
    await world.end();
  }
});

test.each([receivers.alone, receivers.handlers])(
  'nothing goes off where nothing fails',
  async ({ cloud, template }) => {
    const world = new World(cloud());
    await world.pushEvents(storm(1, new Random(4)));
    for (const event of eventNames) await world.deliver(event, 1);
    for (const handler of cloud().holdings.handlerQueues) await world.deliver(handler.name, 1);
    await world.minutesPass(5);
    await world.runSchedules();
    const goingOff = await new CloudWatch(template).goingOff(world.seen, cloud());
    expect(goingOff.filter((kind) => kind !== onTime)).toEqual([]);
    await world.end();
  },
);

describe('the runbook’s table', () => {
  const lines = runbook.split('\n').filter((line) => /^\| .* \| \[.*\]\(#.*\) \| \d+ \|/.test(line));

  it('has a line for each of these failures, with its alarm and the minutes the template makes of it', () => {
    expect(lines).toEqual(failures.map((failure) => lineOf(failure)));
  });

  it('has each alarm of the template', () => {
    const kinds = new Set(alarms.map(kindOf));
    expect(new Set(failures.map(({ alarm }) => alarm))).toEqual(kinds);
  });
});

function lineOf({ name, alarm, also = [], after = 0 }: Failure): string {
  const watched = alarms.find((each) => kindOf(each) === alarm);
  const hourly = 3600;
  const minutes = after + ((watched?.Period ?? hourly) * (watched?.DatapointsToAlarm ?? 0)) / 60;
  return `| ${name} | [${alarm}](#${alarm}) | ${minutes} | ${also.join(', ')}${also.length > 0 ? ' ' : ''}|`;
}
