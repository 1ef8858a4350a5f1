import { describe, expect, it } from 'vitest';
import { callbackVariables } from '../../../functions/callback/environment.ts';
import { dashedName, eventNames, eventTypes } from '../../../functions/model/event-types.ts';
import { retentionDays } from '../../../functions/model/events-table.ts';
import { leaseLength } from '../../../functions/outbox/lease.ts';
import { storeVariables } from '../../../functions/stores/environment.ts';
import { workerVariables } from '../../../functions/workers/environment.ts';
import {
  type EventSourceMapping,
  found,
  type LambdaFunction,
  type Policy,
  type Queue,
  resources,
  target,
  templateOf,
} from '../../support/stack.ts';

const template = templateOf();
const queues = resources<Queue>(template, 'AWS::SQS::Queue');
const functions = resources<LambdaFunction>(template, 'AWS::Lambda::Function');
const mappings = [...resources<EventSourceMapping>(template, 'AWS::Lambda::EventSourceMapping').values()];
const day = 24 * 60 * 60;

/** Everything one event's worker is fed by. */
function pipeline(name: string) {
  const queue = found([...queues].find(([, { QueueName }]) => QueueName.endsWith(`-${name}`)));
  const mapping = found(mappings.find(({ EventSourceArn }) => target(EventSourceArn) === queue[0]));
  const redrive = found(queue[1].RedrivePolicy);
  return {
    queue: queue[1],
    mapping,
    redrive,
    deadLetters: found(queues.get(target(redrive.deadLetterTargetArn))),
    worker: found(functions.get(target(mapping.FunctionName))),
  };
}

describe('every type of event', () => {
  it('has a queue, a dead-letter queue and a worker of its own, and there is nothing else but the quarantine', () => {
    const names = eventNames.map(dashedName);
    const expected = [...names, ...names.map((name) => `${name}-dlq`), 'quarantine'];
    const actual = [...queues.values()].map(({ QueueName }) => QueueName.replace('WeixinProductEvents-', ''));
    expect(actual.toSorted()).toEqual(expected.toSorted());
    expect(new Set(mappings.map(({ FunctionName }) => target(FunctionName))).size).toBe(names.length);
    expect(functions.size).toBe(names.length + 2);
  });

  it.each(eventNames)('%s is retried for as long as its worker may need', (event) => {
    const { queue, mapping, worker } = pipeline(dashedName(event));
    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(
      6 * worker.Timeout + mapping.MaximumBatchingWindowInSeconds,
    );
  });

  it.each(eventNames)('%s is kept longer dead than alive, and its claim longer than both', (event) => {
    const { queue, deadLetters, redrive } = pipeline(dashedName(event));
    expect(redrive.maxReceiveCount).toBe(10);
    expect(deadLetters.MessageRetentionPeriod).toBeGreaterThan(queue.MessageRetentionPeriod);
    expect(retentionDays * day).toBeGreaterThan(
      queue.MessageRetentionPeriod + deadLetters.MessageRetentionPeriod,
    );
  });

  it.each(eventNames)('%s is fed to its worker as the model says, failures reported one by one', (event) => {
    const { mapping } = pipeline(dashedName(event));
    const { size, windowSeconds, concurrency } = eventTypes[event].batching;
    expect(mapping).toMatchObject({
      BatchSize: size,
      MaximumBatchingWindowInSeconds: windowSeconds,
      ScalingConfig: { MaximumConcurrency: concurrency },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });
});

describe('functions', () => {
  it('run on Node.js 24, none with a share of concurrency taken from the account', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
    });
    expect(JSON.stringify([...functions.values()])).not.toContain('ReservedConcurrentExecutions');
  });

  it('get exactly the variables they declare, and the name their metrics go under', () => {
    const declared = [callbackVariables, storeVariables, ...eventNames.map(() => workerVariables)];
    const expected = declared.map((variables) => [...variables, 'POWERTOOLS_SERVICE_NAME'].toSorted().join());
    const actual = [...functions.values()].map(({ Environment }) =>
      Object.keys(Environment.Variables).toSorted().join(),
    );
    expect(actual.toSorted()).toEqual(expected.toSorted());
  });

  it('exist only once their role may do what they do', () => {
    const dependencies = Object.values(template.findResources('AWS::Lambda::Function')).map(
      ({ DependsOn }) => DependsOn,
    );
    const policyIds = [...resources(template, 'AWS::IAM::Policy').keys()];
    expect(dependencies.flat()).toEqual(expect.arrayContaining(policyIds));
  });

  it('answer Weixin within five seconds: API Gateway gives up at four and a half', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
      TimeoutInMillis: 4500,
      PayloadFormatVersion: '2.0',
    });
  });
});

it('a row of the outbox is leased for longer than the drain may run', () => {
  const drains = [...functions.values()].filter(
    ({ Environment: { Variables } }) => !('TOKEN_SECRET_ARN' in Variables || 'INSIGHTS_TABLE' in Variables),
  );
  expect(drains).toHaveLength(1);
  expect(leaseLength).toBeGreaterThan(found(drains[0]).Timeout * 1000);
});

describe('what is kept', () => {
  it('is encrypted on every queue, and reached over TLS only', () => {
    expect([...queues.values()].filter((queue) => !queue.SqsManagedSseEnabled)).toEqual([]);
    const guarded = [
      ...resources<Policy & { Queues: unknown[] }>(template, 'AWS::SQS::QueuePolicy').values(),
    ];
    expect(guarded.flatMap(({ Queues }) => Queues.map(target)).toSorted()).toEqual(
      [...queues.keys()].toSorted(),
    );
    for (const { PolicyDocument } of guarded) {
      expect(PolicyDocument.Statement).toMatchObject([
        { Effect: 'Deny', Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ]);
    }
  });

  it('outlives the stack: tables are retained and protected', () => {
    template.allResources('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        // DynamoDB encrypts all the same, under the key AWS owns: any other is billed by the call.
        SSESpecification: { SSEEnabled: false },
      },
    });
  });

  it('expires where it only passes or is a profile’s, and can be restored to any second where it is read', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      GlobalSecondaryIndexes: [{ IndexName: 'outbox' }],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  // Whatever of this changes, a logical id too, has CloudFormation generate new values on the next deployment.
  // Weixin goes on with the old ones, and every push is refused until somebody has pasted the new.
  it('is generated where it is secret, in the very words of the first deployment: others lock Weixin out', () => {
    const secrets = resources<{ GenerateSecretString: object }>(template, 'AWS::SecretsManager::Secret');
    const generated = [...secrets].map(([id, { GenerateSecretString }]) => [id, GenerateSecretString]);
    expect(Object.fromEntries(generated)).toEqual({
      SecretsToken08DAD30D: { PasswordLength: 32, ExcludePunctuation: true },
      SecretsEncodingAesKeyF5049487: { PasswordLength: 43, ExcludePunctuation: true },
    });
  });
});

describe('logs', () => {
  it('end after a month', () => {
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });

  it('hold no query of a request: the query holds signatures', () => {
    const stages = resources<{ AccessLogSettings: { Format: string } }>(template, 'AWS::ApiGatewayV2::Stage');
    const [stage] = [...stages.values()];
    const variables = found(stage).AccessLogSettings.Format.match(/\$context\.[\w.]+/g);
    expect(variables).toEqual([
      '$context.requestId',
      '$context.routeKey',
      '$context.status',
      '$context.responseLatency',
      '$context.integrationLatency',
      '$context.integrationErrorMessage',
    ]);
  });
});
