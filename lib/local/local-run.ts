import type { RequestListener } from 'node:http';
import { SQSClient } from '@aws-sdk/client-sqs';
import { localAwsAccount, localCredentials } from './account.ts';
import { administrator } from './aws/authorizer.ts';
import { type LocalAwsOptions, startAws } from './aws/local-aws.ts';
import { type Mail, openMailboxes } from './aws/mailboxes.ts';
import { checkVisibility, templateEventSources } from './events/event-sources.ts';
import { startPoller } from './events/poller.ts';
import { type Schedules, startSchedules, templateSchedules } from './events/schedules.ts';
import { type FunctionDefinition, templateFunctions } from './functions/function-definition.ts';
import { callerOf } from './functions/function-environment.ts';
import { startLambda } from './functions/lambda-endpoint.ts';
import { LocalFunctions } from './functions/local-functions.ts';
import { templateApi } from './http-api/api-definition.ts';
import { startHttpApi } from './http-api/http-api.ts';
import type { Access } from './iam/access.ts';
import { MetricTotals } from './metric-totals.ts';
import { StopList } from './stop-list.ts';
import { templateOutputs } from './template/template-outputs.ts';

export interface LocalRunOptions extends LocalAwsOptions {
  /** Where the HTTP API answers; 0 takes any free port. */
  readonly port: number;
  /** Gets every line a function prints, metrics apart. */
  readonly onLine?: (functionName: string, line: string) => void;
  /** Answers what is no route of the HTTP API. @default 404 */
  readonly fallback?: RequestListener;
  /** Gets what SNS would write to people. @default nobody reads it */
  readonly onMail?: (mail: Mail) => void;
  /** Learns of an invocation that failed, and of a poller's or a log's call that did. */
  readonly onFailure?: (error: unknown) => void;
}

/** The stack, running on this machine. */
export interface LocalRun {
  /** Where the HTTP API answers, such as `http://127.0.0.1:3000`. */
  readonly origin: string;
  /** Where every AWS service answers. */
  readonly awsEndpoint: string;
  /** Where Lambda answers, for who calls a function by hand. */
  readonly lambdaEndpoint: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly functions: LocalFunctions;
  readonly schedules: Schedules;
  /** What the functions' roles allow, and what of it was used. */
  readonly access: Access;
  readonly metrics: MetricTotals;
  stop(): Promise<void>;
}

/**
 * Runs the synthesized stack: what its template describes, on embedded engines.
 * @throws {LocalRunError} where the port is taken, or the template holds what a local run does not know
 */
export async function startLocalRun(options: LocalRunOptions): Promise<LocalRun> {
  const stops = new StopList();
  try {
    return await start(options, stops);
  } catch (error) {
    await stops.stop();
    throw error;
  }
}

async function start(options: LocalRunOptions, stops: StopList): Promise<LocalRun> {
  const { onLine = () => {} } = options;
  // What stops in the middle of its work fails; that is no news.
  const onFailure = (error: unknown) => {
    if (!stops.stopping) options.onFailure?.(error);
  };
  const { endpoint, resolver, access } = await startAws(options, stops);

  const metrics = new MetricTotals();
  const definitions = templateFunctions(options.assembly, resolver);
  const functions = new LocalFunctions(definitions, {
    awsEndpoint: endpoint,
    access,
    metrics,
    onLine,
    onFailure,
  });
  const invoke = (functionArn: string, event: unknown) => functions.invoke(functionArn, event);

  const sources = templateEventSources(resolver, definitions, endpoint).map((source) => ({
    source,
    sqs: clientOf(source.function, endpoint),
  }));
  await Promise.all(sources.map(({ source, sqs }) => checkVisibility(source, sqs)));
  const pollers = sources.map(({ source, sqs }) =>
    startPoller(source, { sqs, invoke: (event) => invoke(source.function.arn, event), onFailure }),
  );
  const mailboxes = options.onMail ? await openMailboxes(resolver, endpoint, options.onMail, onFailure) : [];
  stops.add(async () => {
    // Together: a poller waits for its batches, which end with the functions.
    await Promise.all([functions.stop(), ...[...pollers, ...mailboxes].map((poller) => poller.stop())]);
  });

  const schedules = startSchedules(templateSchedules(resolver), invoke, onFailure);
  stops.add(async () => schedules.stop());

  const lambda = await startLambda(functions, administrator);
  stops.add(lambda.close);

  const api = templateApi(resolver);
  const { port, fallback } = options;
  const http = await startHttpApi({
    api,
    port,
    invoke,
    onFailure,
    signers: [administrator],
    ...(fallback && { fallback }),
  });
  stops.add(http.close);
  return {
    origin: http.origin,
    awsEndpoint: endpoint,
    lambdaEndpoint: lambda.origin,
    outputs: templateOutputs(resolver, api.apiId, http.origin),
    functions,
    schedules,
    access,
    metrics,
    stop: () => stops.stop(),
  };
}

/** Lambda reads a function's queue under the function's own role. */
function clientOf(definition: FunctionDefinition, endpoint: string): SQSClient {
  const credentials = localCredentials(callerOf(definition));
  return new SQSClient({ endpoint, region: localAwsAccount.region, credentials });
}
