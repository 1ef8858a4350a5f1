import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { functionEnvironment } from '../../../../lib/local/functions/function-environment.ts';
import { LocalFunction } from '../../../../lib/local/functions/local-function.ts';
import { patience } from '../../../support/patience.ts';

let folder: string;
let running: LocalFunction | undefined;
let printed: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-function-'));
  printed = [];
});

afterEach(async () => {
  await running?.stop();
  await rm(folder, { recursive: true });
});

/** A function whose bundle is this source. */
async function run(source: string, timeoutSeconds = 30): Promise<LocalFunction> {
  const file = join(folder, 'index.mjs');
  await writeFile(file, source);
  const definition = {
    logicalId: 'Sample',
    name: 'stack-Sample',
    arn: 'arn:aws:lambda:us-east-1:000000000000:function:stack-Sample',
    roleArn: 'arn:aws:iam::000000000000:role/stack-Role',
    logGroupName: '/aws/lambda/stack-Sample',
    handler: { file, exportName: 'handler' },
    runtime: 'nodejs24.x',
    timeoutSeconds,
    memoryMegabytes: 128,
    environment: { TABLE: 'a-table' },
  };
  running = new LocalFunction(definition, {
    environment: functionEnvironment(definition, 'http://127.0.0.1:1'),
    onLine: (line) => printed.push(line),
  });
  return running;
}

test('a handler gets the event and Lambda’s context, and its answer comes back', async () => {
  const sample = await run(`export const handler = async (event, context) => ({
      event, name: context.functionName, left: context.getRemainingTimeInMillis(), id: context.awsRequestId });`);
  const answer = await sample.invoke({ a: 1 });
  expect(answer).toMatchObject({
    event: { a: 1 },
    name: 'stack-Sample',
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(answer).toHaveProperty(
    'left',
    expect.toSatisfy((left: number) => left > 0 && left <= 30_000),
  );
});

test('an answer that Lambda does not take is none here, and the function goes on', async () => {
  const sample = await run(`export const handler = async (length) => 'x'.repeat(length);`);
  await expect(sample.invoke(6_291_556 - 1)).rejects.toThrow('Function.ResponseSizeTooLarge');
  expect(await sample.invoke(6_291_556 - 2)).toHaveLength(6_291_554);
});

test('the environment is the template’s and Lambda’s, and holds nothing of this process', async () => {
  process.env.OF_THIS_PROCESS = 'secret';
  const sample = await run('export const handler = async () => process.env;');
  const environment = await sample.invoke({});
  delete process.env.OF_THIS_PROCESS;
  expect(environment).toMatchObject({
    TABLE: 'a-table',
    AWS_LAMBDA_FUNCTION_NAME: 'stack-Sample',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    AWS_ACCESS_KEY_ID: 'Sample',
    AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:1',
  });
  expect(environment).not.toHaveProperty('OF_THIS_PROCESS');
  expect(environment).not.toHaveProperty('PATH');
});

test('an idle instance is used again, and a busy one makes another start', async () => {
  const sample = await run(`
    const started = Math.random();
    let count = 0;
    export const handler = async ({ hang }) => {
      count += 1;
      return hang ? new Promise(() => {}) : { started, count };
    };`);
  const first = await sample.invoke({});
  expect(await sample.invoke({})).toEqual({ ...Object(first), count: 2 });
  const held = sample.invoke({ hang: true });
  const other = await sample.invoke({});
  expect(Object(other)).toMatchObject({ count: 1, started: expect.not.closeTo(Object(first).started, 15) });
  await Promise.all([expect(held).rejects.toMatchObject({ errorType: 'Runtime.ExitError' }), sample.kill()]);
});

test('what a handler throws is the invocation’s error, and the instance lives on', async () => {
  const sample = await run(`let count = 0;
      export const handler = async ({ fail }) => { count += 1; if (fail) throw new RangeError('too far'); return count; };`);
  await expect(sample.invoke({ fail: true })).rejects.toMatchObject({
    errorType: 'RangeError',
    message: 'RangeError: too far',
  });
  expect(await sample.invoke({})).toBe(2);
});

test('a function that exceeds its timeout is ended, and a new instance takes the next event', async () => {
  const sample = await run(
    `let count = 0;
      export const handler = async ({ hang }) => { count += 1; if (hang) for (;;); return count; };`,
    1,
  );
  expect(await sample.invoke({})).toBe(1);
  await expect(sample.invoke({ hang: true })).rejects.toMatchObject({
    errorType: 'Sandbox.Timedout',
    message: 'Sandbox.Timedout: Task timed out after 1.00 seconds',
  });
  expect(await sample.invoke({})).toBe(1);
});

test.each([
  ['exits', 'export const handler = () => process.exit(1);', 'Runtime.ExitError'],
  [
    'crashes outside its handler',
    'export const handler = () => new Promise(() => setTimeout(() => { throw new TypeError("late"); }));',
    'TypeError',
  ],
  [
    'fills its memory',
    'export const handler = () => { const all = []; for (;;) all.push(new Array(1e5).fill({})); };',
    'Error',
  ],
  ['cannot be loaded', 'import "./missing.mjs"; export const handler = () => 1;', 'Error'],
  ['has no such handler', 'export const other = () => 1;', 'TypeError'],
])('an instance that %s fails its invocation only', async (_case, source, errorType) => {
  const sample = await run(source);
  await expect(sample.invoke({})).rejects.toMatchObject({ name: 'FunctionError', errorType });
});

test('killing the instances fails what they do, and the next event finds a new one', async () => {
  const sample = await run(
    'export const handler = ({ hang }) => { console.log("got it"); return hang ? new Promise(() => {}) : "done"; };',
  );
  const failed = expect(sample.invoke({ hang: true })).rejects.toMatchObject({
    errorType: 'Runtime.ExitError',
  });
  await vi.waitFor(() => expect(printed).toEqual(['got it']), patience);
  await sample.kill();
  await failed;
  expect(await sample.invoke({})).toBe('done');
});

test('a burst beyond the bound on instances is served by those there are', async () => {
  const sample = await run('const started = Math.random(); export const handler = async () => started;');
  const answers = await Promise.all(Array.from({ length: 60 }, () => sample.invoke({})));
  expect(new Set(answers).size).toBeLessThanOrEqual(20);
});

test('each line a function prints is handed over, standard error included', async () => {
  const sample = await run(
    'export const handler = async () => { console.log("one\\ntwo"); console.error("three"); };',
  );
  await sample.invoke({});
  await vi.waitFor(() => expect([...printed].sort()).toEqual(['one', 'three', 'two']), patience);
});
