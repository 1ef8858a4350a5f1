import { randomUUID } from 'node:crypto';
import { type EventName, eventNames, isEventName } from '../../functions/model/event-types.ts';
import type { HandlerQueueName } from '../../functions/model/handler-queue.ts';
import { startAws } from '../../lib/local/aws/local-aws.ts';
import { templateEventSources } from '../../lib/local/events/event-sources.ts';
import { templateSchedules } from '../../lib/local/events/schedules.ts';
import { type FunctionDefinition, templateFunctions } from '../../lib/local/functions/function-definition.ts';
import { callerOf } from '../../lib/local/functions/function-environment.ts';
import type { LocalFunction } from '../../lib/local/functions/local-function.ts';
import { LocalFunctions } from '../../lib/local/functions/local-functions.ts';
import { templateApi } from '../../lib/local/http-api/api-definition.ts';
import { startHttpApi } from '../../lib/local/http-api/http-api.ts';
import { MetricTotals } from '../../lib/local/metric-totals.ts';
import { StopList } from '../../lib/local/stop-list.ts';
import { templateOutputs } from '../../lib/local/template/template-outputs.ts';
import type { WeixinAccount } from '../../lib/weixin/account.ts';
import { testAppId } from '../support/account.ts';
import { openDatabase, sharedAssembly } from '../support/engines.ts';
import type { Party } from '../traces/claim-steps.ts';
import { CountRecorder } from '../traces/count-recorder.ts';
import { Recorder } from '../traces/recorder.ts';
import type { Caller } from './fault.ts';
import { FaultInjector } from './fault-injector.ts';
import { Feed } from './feed.ts';
import { Holdings } from './holdings.ts';

/** Who is fed by a queue. */
export type Fed = EventName | HandlerQueueName;

/** The deployable bundles on the template's tables and queues, with faults in between. */
export interface Cloud {
  readonly holdings: Holdings;
  readonly faults: FaultInjector;
  /** What callback and drain asked AWS for, followed on the model of the claim protocol. */
  readonly recorder: Recorder;
  /** What workers did, on the model of the counting protocol. */
  readonly counting: CountRecorder;
  readonly callbackUrl: string;
  readonly account: WeixinAccount;
  /** What brings each event's queue to its worker, when told to. */
  readonly feeds: readonly Feed[];
  /** That of a worker or a handler. */
  feedOf(caller: Fed): Feed;
  functionOf(caller: Caller): LocalFunction;
  /** What the functions printed since the cloud started: metrics, and every other line. */
  readonly metrics: MetricTotals;
  readonly lines: readonly string[];
  stop(): Promise<void>;
}

/** Where functions find AWS, such as `http://127.0.0.1:3000`, by where it answers. */
export type Route = (endpoint: string) => Promise<string>;

/**
 * Starts what a local run starts, but pollers and schedules, which would not wait for a test.
 * @param readAssembly the stack. @default the one that is deployed without settings
 * @param route what is between the functions and AWS. @default nothing
 */
export async function startCloud(
  readAssembly = sharedAssembly,
  route: Route = async (endpoint) => endpoint,
): Promise<Cloud> {
  const [assembly, database] = await Promise.all([readAssembly(), openDatabase()]);
  const account = { appId: testAppId, token: randomUUID().slice(0, 32), encodingAesKey: 'k'.repeat(43) };
  const functions = new Map<Caller, LocalFunction>();
  const functionOf = (caller: Caller) => found(functions.get(caller), caller);
  const callerBy = (accessKeyId: string) =>
    [...functions.keys()].find((caller) => callerOf(functionOf(caller).definition) === accessKeyId);
  const recorder = new Recorder();
  const counting = new CountRecorder();
  const faults = new FaultInjector({
    callerOf: callerBy,
    kill: (caller) => functionOf(caller).kill(),
  });

  const stops = new StopList();
  stops.add(database.close);
  const { endpoint, resolver, access } = await startAws(
    {
      assembly,
      database,
      secretValues: { TOKEN_SECRET_ARN: account.token, ENCODING_AES_KEY_SECRET_ARN: account.encodingAesKey },
      intercept: recorder.watching(
        (accessKeyId) => partyOf(callerBy(accessKeyId)),
        counting.watching((accessKeyId) => isEventName(callerBy(accessKeyId) ?? ''), faults.intercept),
      ),
    },
    stops,
  );
  const awsEndpoint = await route(endpoint);
  const definitions = templateFunctions(assembly, resolver).map((definition) =>
    through(awsEndpoint, endpoint, definition),
  );
  const metrics = new MetricTotals();
  const lines: string[] = [];
  const all = new LocalFunctions(definitions, {
    awsEndpoint,
    access,
    metrics,
    onLine: (_functionName, line) => lines.push(line),
    onFailure: ignore,
  });
  stops.add(() => all.stop());
  const invoke = (functionArn: string, event: unknown) => all.invoke(functionArn, event);
  const api = templateApi(resolver);
  const http = await startHttpApi({ api, port: 0, invoke, onFailure: ignore });
  stops.add(http.close);

  const functionAt = (arn: string | undefined) =>
    found(
      all.all.find(({ definition }) => definition.arn === arn),
      'function',
    );
  functions.set('callback', functionAt(api.routes[0]?.functionArn));
  functions.set('drain', functionAt(templateSchedules(resolver)[0]?.functionArn));
  const outputs = templateOutputs(resolver, api.apiId, http.origin);
  const holdings = new Holdings({ database, sqsEndpoint: endpoint, outputs });
  const sources = templateEventSources(resolver, definitions, endpoint);
  const feedOn = (caller: Fed, queueUrl: string): Feed => {
    const source = found(
      sources.find((each) => each.queueUrl === queueUrl),
      caller,
    );
    functions.set(caller, functionAt(source.function.arn));
    return new Feed(holdings.sqs, source, functionOf(caller));
  };
  const workers = eventNames.map((event): [Fed, Feed] => [event, feedOn(event, holdings.queueUrl(event))]);
  const handlers = holdings.handlerQueues.map(({ name, url }): [Fed, Feed] => [name, feedOn(name, url)]);
  const feeds = new Map([...workers, ...handlers]);
  return {
    holdings,
    faults,
    recorder,
    counting,
    callbackUrl: `${http.origin}/weixin`,
    account,
    feeds: workers.map(([, feed]) => feed),
    feedOf: (caller) => found(feeds.get(caller), caller),
    functionOf,
    metrics,
    lines,
    stop: async () => {
      await faults.recover();
      await stops.stop();
    },
  };
}

/** SQS is addressed by the URLs of its queues as well, which stand in the environment. */
function through(route: string, endpoint: string, definition: FunctionDefinition): FunctionDefinition {
  const variables = Object.entries(definition.environment);
  const rewired = variables.map(([name, value]) => [name, value.replace(endpoint, route)]);
  return { ...definition, environment: Object.fromEntries(rewired) };
}

/** The part a caller has in the claim protocol. */
function partyOf(caller: Caller | undefined): Party | undefined {
  if (caller === 'callback') return 'attempt';
  return caller === 'drain' ? 'run' : undefined;
}

// A function that fails is what these tests are about.
function ignore(): void {}

function found<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`the template has no ${name}`);
  return value;
}
