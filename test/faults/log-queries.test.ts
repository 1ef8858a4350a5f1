import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { eventNames } from '../../functions/model/event-types.ts';
import { fieldsPush } from '../../lib/weixin/push.ts';
import { sharedAssembly } from '../support/engines.ts';
import { forwardingAssembly } from '../support/forwarding.ts';
import { Random } from '../support/random.ts';
import { found, resources, templateOf } from '../support/stack.ts';
import { cutBefore, type Rule } from './fault.ts';
import { sharedCloud } from './shared-cloud.ts';
import { storm } from './storm.ts';
import { World } from './world.ts';

/** A question in the language of CloudWatch Logs Insights, from its first filter on. */
type Query = string;

const cloud = sharedCloud(async () =>
  forwardingAssembly(await sharedAssembly(), {
    FORWARD_URL: 'http://127.0.0.1:1/',
    FORWARD: 'others',
    FORWARD_ON_FAILURE: 'acknowledge',
  }),
);

test('what the dashboard and the runbook ask of the log, the functions’ lines hold', async () => {
  await bringOutEveryField();
  const lines = cloud().lines.flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
  const questions = [...dashboardQueries(), ...runbookQueries()];
  expect(questions.length).toBeGreaterThan(10);
  for (const query of questions) {
    const [, message] = /message = "(\w+)"/.exec(query) ?? [];
    const asked = lines.filter((line) => message === undefined || line.message === message);
    const known = new Set(['message', ...asked.flatMap((line) => Object.keys(line))]);
    expect(
      fieldsOf(query).filter((field) => !known.has(field)),
      query,
    ).toEqual([]);
  }
});

/** Pushes of every outcome, with every step failing once, and their batches and a run of the drain. */
async function bringOutEveryField(): Promise<void> {
  const world = new World(cloud());
  const onePush = () => storm(1, new Random(4)).slice(0, 1);
  const callback = { caller: 'callback' } as const;
  const failing: readonly (readonly Rule[])[] = [
    [{ match: { ...callback, service: 'dynamodb' }, fault: cutBefore }],
    [{ match: { ...callback, operation: 'UpdateItem' }, fault: cutBefore }],
    [{ match: { ...callback, operation: ['UpdateItem', 'SendMessage'] }, fault: cutBefore }],
    [],
  ];
  for (const rules of failing) {
    world.suffer(...rules);
    await world.pushEvents(onePush());
  }
  await world.pushEvents(onePush(), { token: 'not-the-token' });
  await world.push(fieldsPush(new Map([['MsgType', 'text']])));
  for (const event of eventNames) await world.deliver(event, 1);
  await world.runSchedules();
  await world.end();
}

function dashboardQueries(): Query[] {
  const [dashboard] = resources<{ DashboardBody: { 'Fn::Join': [string, unknown[]] } }>(
    templateOf({ dashboard: 'true' }),
    'AWS::CloudWatch::Dashboard',
  ).values();
  const [, parts] = found(dashboard).DashboardBody['Fn::Join'];
  const body: { widgets: readonly { properties: { query?: string } }[] } = JSON.parse(
    parts.map((part) => (typeof part === 'string' ? part : 'reference')).join(''),
  );
  return body.widgets.flatMap(({ properties: { query } }) => query?.slice(query.indexOf('filter')) ?? []);
}

function runbookQueries(): Query[] {
  const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
  const queries = [...runbook.matchAll(/^ *filter .*(?:\n *\| .*)*/gm)].map(([query]) => query);
  return queries.filter((query) => !isOfAws(query));
}

/** Whether it asks lines that AWS writes: REPORT, and the access log with its status. */
function isOfAws(query: Query): boolean {
  return query.includes('@type') || query.includes('status');
}

function fieldsOf(query: Query): string[] {
  const compared = query.matchAll(/(\w+) (?:=|like|>) /g);
  const computed = query.matchAll(/(?:sum|max|avg|pct|ispresent)\((\w+)/g);
  const named = [...query.matchAll(/(?: by|sort|display) ([^|]*)/g)].flatMap(([, list = '']) =>
    list.split(/[\s,]+/).filter((word) => /^[a-z]\w+$/i.test(word) && word !== 'desc'),
  );
  return [...[...compared, ...computed].map(([, field = '']) => field), ...named];
}
