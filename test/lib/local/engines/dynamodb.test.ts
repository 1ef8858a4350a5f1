import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { localAwsAccount, localCredentials } from '../../../../lib/local/account.ts';
import { createTables } from '../../../../lib/local/aws/tables.ts';
import type { Database, DynamodbEngine } from '../../../../lib/local/engines/database.ts';
import {
  chosenDynamodbEngine,
  defaultDynamodbEngine,
  dynamodbEngines,
} from '../../../../lib/local/engines/dynamodb.ts';
import { templateResolver } from '../../../../lib/local/template/resolve.ts';
import { sharedAssembly } from '../../../support/engines.ts';
import { patience } from '../../../support/patience.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const name = chosenDynamodbEngine(process.env);
const { start } = dynamodbEngines[name];
const answers = (endpoint: string) => fetch(endpoint).then(Boolean, () => false);

function clientOf({ endpoint, accessKeyId }: Database): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: localAwsAccount.region,
    credentials: localCredentials(accessKeyId),
  });
}

describe(`the DynamoDB engine of this run, ${name}`, () => {
  let engine: DynamodbEngine | undefined;

  afterEach(() => engine?.stop());

  it('answers once a database is opened, and no more once it is stopped', async () => {
    engine = await start();
    const { endpoint } = await engine.openDatabase();
    expect(await answers(endpoint)).toBe(true);

    await engine.stop();

    expect(await answers(endpoint)).toBe(false);
  });

  it('keeps what stands in one database from the others', async () => {
    engine = await start();
    const [mine, theirs] = await Promise.all([engine.openDatabase(), engine.openDatabase()]);
    const { template, stackName } = await sharedAssembly();
    const resolver = templateResolver(template, { stackName, sqsEndpoint: 'http://127.0.0.1' });

    await createTables(clientOf(mine), resolver);

    expect((await clientOf(mine).send(new ListTablesCommand({}))).TableNames).toHaveLength(2);
    expect((await clientOf(theirs).send(new ListTablesCommand({}))).TableNames).toEqual([]);
  });

  it('ends with the process that started it, even with one that is killed', async () => {
    const source = `import { dynamodbEngines } from './lib/local/engines/dynamodb.ts';
      const engine = await dynamodbEngines['${name}'].start();
      console.log((await engine.openDatabase()).endpoint);
      console.log((await engine.openDatabase()).endpoint);
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    parent.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    await vi.waitFor(() => expect(printed.match(/\n/g)).toHaveLength(2), patience);
    const endpoints = printed.trim().split('\n');
    expect(await Promise.all(endpoints.map(answers))).toEqual([true, true]);

    parent.kill('SIGKILL');
    await once(parent, 'close');

    await vi.waitFor(
      async () => expect(await Promise.all(endpoints.map(answers))).toEqual([false, false]),
      patience,
    );
  });
});

describe('the choice of an engine', () => {
  it.each(['dynoxide', 'dynamodb-local'] as const)('is %s where the environment says so', (asked) => {
    expect(chosenDynamodbEngine({ DYNAMODB_ENGINE: asked })).toBe(asked);
  });

  it.each([{}, { DYNAMODB_ENGINE: '' }])('is made by what is installed where it says %j', (variables) => {
    expect(chosenDynamodbEngine(variables)).toBe(defaultDynamodbEngine());
  });

  it('refuses a name no engine has', () => {
    expect(() => chosenDynamodbEngine({ DYNAMODB_ENGINE: 'sqlite' })).toThrow(
      'DYNAMODB_ENGINE is dynoxide or dynamodb-local, not "sqlite".',
    );
  });
});
