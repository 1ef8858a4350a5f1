import { afterEach, describe, expect, test, vi } from 'vitest';
import { startSchedules, templateSchedules } from '../../../../lib/local/events/schedules.ts';
import { templateResolver } from '../../../../lib/local/template/resolve.ts';

afterEach(() => {
  vi.useRealTimers();
});

const target = { Arn: 'arn:aws:lambda:us-east-1:000000000000:function:Drain', Id: 'Target0' };

function schedulesOf(properties: Record<string, unknown>) {
  const template = {
    Resources: { Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [target], ...properties } } },
  };
  return templateSchedules(
    templateResolver(template, { stackName: 'Shop', sqsEndpoint: 'http://127.0.0.1:1' }),
  );
}

test.each([
  ['rate(1 minute)', 60_000],
  ['rate(5 minutes)', 300_000],
  ['rate(2 hours)', 7_200_000],
  ['rate(1 day)', 86_400_000],
])('%s is every %i milliseconds', (ScheduleExpression, everyMilliseconds) => {
  expect(schedulesOf({ ScheduleExpression })).toMatchObject([{ functionArn: target.Arn, everyMilliseconds }]);
});

test.each(['cron(0 12 * * ? *)', 'rate(0 minutes)', 'rate(1 fortnight)', 'often'])(
  'a schedule of %s is refused',
  (ScheduleExpression) => {
    expect(() => schedulesOf({ ScheduleExpression })).toThrow(ScheduleExpression);
  },
);

test('a rule that is switched off runs nothing, one for events is refused', () => {
  expect(schedulesOf({ ScheduleExpression: 'rate(1 minute)', State: 'DISABLED' })).toEqual([]);
  expect(() => schedulesOf({ EventPattern: {} })).toThrow('Rule waits for events');
});

describe('a time of the week', () => {
  const monday = { ScheduleExpression: 'cron(0 9 ? * MON *)', ScheduleExpressionTimezone: 'Asia/Shanghai' };
  const input = '{"scheduledTime":"<aws.scheduler.scheduled-time>"}';

  function weekOf(properties: object) {
    const Target = { Arn: target.Arn, Input: input, ...Object(properties).Target };
    const Schedule = { Type: 'AWS::Scheduler::Schedule', Properties: { ...monday, ...properties, Target } };
    return templateSchedules(
      templateResolver({ Resources: { Schedule } }, { stackName: 'Shop', sqsEndpoint: 'http://127.0.0.1:1' }),
    );
  }

  test('calls its function in that very minute, once, and again the next week', async () => {
    vi.useFakeTimers({ now: new Date('2024-02-04T23:00:00Z') });
    const invoke = vi.fn(async (_functionArn: string, _event: unknown) => undefined);
    const schedules = startSchedules(weekOf({}), invoke, () => {});

    await vi.advanceTimersByTimeAsync(2 * 60 * 60 * 1000 - 1000);
    expect(invoke).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60 * 60 * 1000);
    expect(invoke).toHaveBeenCalledExactlyOnceWith(target.Arn, {
      scheduledTime: expect.stringMatching(/^2024-02-05T01:00:/),
    });
    await vi.advanceTimersByTimeAsync(7 * 24 * 60 * 60 * 1000);
    expect(invoke).toHaveBeenCalledTimes(2);
    schedules.stop();
  });

  test('calls it whenever somebody asks', async () => {
    const invoke = vi.fn(async (_functionArn: string, _event: unknown) => undefined);
    const schedules = startSchedules(weekOf({}), invoke, () => {});
    await schedules.fire();
    schedules.stop();
    expect(invoke).toHaveBeenCalledExactlyOnceWith(target.Arn, {
      scheduledTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
  });

  test('that is switched off calls nothing', () => {
    expect(weekOf({ State: 'DISABLED' })).toEqual([]);
  });

  test.each([
    ['cron(0 9 * * ? *)', { ScheduleExpression: 'cron(0 9 * * ? *)' }],
    ['rate(7 days)', { ScheduleExpression: 'rate(7 days)' }],
    ['the input of Schedule', { Target: { Input: '{"id":"<aws.scheduler.execution-id>"}' } }],
  ])('that is not followed here is refused: %s', (named, properties) => {
    expect(() => weekOf(properties)).toThrow(named);
  });
});

test('functions are called once an interval with EventBridge’s event, until it stops', async () => {
  vi.useFakeTimers();
  const invoke = vi.fn(async (_functionArn: string, _event: unknown) => undefined);
  const schedules = startSchedules(schedulesOf({ ScheduleExpression: 'rate(1 minute)' }), invoke, () => {});
  await vi.advanceTimersByTimeAsync(59_999);
  expect(invoke).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(60_001);
  expect(invoke).toHaveBeenCalledTimes(2);
  expect(invoke).toHaveBeenCalledWith(
    target.Arn,
    expect.objectContaining({
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      resources: ['arn:aws:events:us-east-1:000000000000:rule/Shop-Rule'],
    }),
  );
  schedules.stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(invoke).toHaveBeenCalledTimes(2);
});

test('a call that fails is told, and the next one comes all the same', async () => {
  vi.useFakeTimers();
  const failures: unknown[] = [];
  const invoke = vi.fn(() => Promise.reject(new Error('no')));
  const schedules = startSchedules(schedulesOf({ ScheduleExpression: 'rate(1 minute)' }), invoke, (error) =>
    failures.push(error),
  );
  await vi.advanceTimersByTimeAsync(120_000);
  expect(failures).toEqual([new Error('no'), new Error('no')]);
  schedules.stop();
});

test('every function can be called at once, with its own input', async () => {
  const invoke = vi.fn(async () => undefined);
  const rules = schedulesOf({
    ScheduleExpression: 'rate(1 day)',
    Targets: [{ ...target, Input: '{"a":1}' }],
  });
  const schedules = startSchedules(rules, invoke, () => {});
  await schedules.fire();
  schedules.stop();
  expect(invoke).toHaveBeenCalledExactlyOnceWith(target.Arn, { a: 1 });
});
