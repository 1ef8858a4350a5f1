import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { type CfnStage, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Architecture } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { ReaderVariable } from '../../../functions/reader/environment.ts';
import { apiPath, consolePath, type ReaderRoute, readerRoutes } from '../../../functions/reader/routes.ts';
import type { StoreVariable } from '../../../functions/stores/environment.ts';
import type { handlerQueuesVariable } from '../../../functions/stores/handler-queues.ts';
import type { AlarmDeclaration } from '../alarms/alarm.ts';
import { countedIn5Minutes } from '../alarms/metrics.ts';
import type { CallbackApi } from '../callback/callback-api.ts';
import type { EventPipeline } from '../events/event-pipeline.ts';
import type { Quarantine } from '../events/quarantine.ts';
import type { EventHandler } from '../handlers/event-handler.ts';
import { deadLettersUrls, handlerQueues } from '../handlers/queue-variables.ts';
import { BundledFunction } from '../parts/bundled-function.ts';
import { grant } from '../parts/grant.ts';
import type { Storage } from '../parts/storage.ts';

export interface ReaderProps {
  /** Whose API gets the reader's routes. */
  readonly callback: CallbackApi;
  readonly storage: Storage;
  readonly quarantine: Quarantine;
  readonly pipelines: readonly EventPipeline[];
  readonly eventHandlers: readonly EventHandler[];
  readonly stores: Readonly<Record<StoreVariable, string>>;
  readonly statsTimeZone: string;
  readonly architecture: Architecture;
}

/**
 * What API Gateway lets through, in requests a second and at once: whoever floods the reader costs it no more
 * than this, and takes nothing of the callback's.
 */
export const routeLimits: Readonly<Record<ReaderRoute, { readonly rate: number; readonly burst: number }>> = {
  entry: { rate: 5, burst: 20 },
  console: { rate: 25, burst: 100 },
  session: { rate: 5, burst: 20 },
  consolePost: { rate: 10, burst: 50 },
  api: { rate: 250, burst: 500 },
};

/** The console for whoever has a share link, and the read API for systems, on the callback's own API. */
export class Reader extends Construct {
  readonly handler: BundledFunction<ReaderVariable | typeof handlerQueuesVariable>;
  readonly consoleUrl: string;
  readonly apiUrl: string;
  readonly #callback: CallbackApi;

  constructor(scope: Construct, id: string, props: ReaderProps) {
    super(scope, id);
    const { callback, storage, quarantine, pipelines, eventHandlers } = props;
    this.handler = new BundledFunction(this, 'Handler', {
      entry: 'reader/handler.ts',
      logName: 'reader',
      description: 'Reads what the events say: console page by share link, read API by AWS credentials',
      environment: {
        ...props.stores,
        ...deadLettersUrls(pipelines),
        INSIGHTS_TABLE: storage.insights.tableName,
        STATS_TIME_ZONE: props.statsTimeZone,
        STACK_NAME: Stack.of(this).stackName,
        ...handlerQueues(this, eventHandlers),
      },
      architecture: props.architecture,
      timeout: Duration.seconds(10),
      // Lambda gives a processor's share by memory. A shop of 10,000 products takes most of a second of a whole one
      // when it is first looked at, so that with half as much somebody waits twice as long, at the same price.
      memorySize: 1024,
      files: { folder: 'page', script: 'build-page.ts' },
    });
    storage.grantReading(this.handler);
    const ofEvents = [...pipelines, ...eventHandlers].map(({ queue }) => queue);
    const queues = [quarantine, ...ofEvents.flatMap(({ queue, deadLetters }) => [queue, deadLetters])];
    grant(
      this.handler,
      ['sqs:GetQueueAttributes'],
      queues.map(({ queueArn }) => queueArn),
    );
    this.#callback = callback;
    this.#addRoutes(callback);
    this.consoleUrl = `${callback.origin}${consolePath}`;
    this.apiUrl = `${callback.origin}${apiPath}`;
  }

  /** What API Gateway sees of the reader: by itself it has metrics of the whole API, and of the pushes apart. */
  alarms(): readonly AlarmDeclaration[] {
    return [
      {
        kind: 'reader-5xx',
        metric: new MathExpression({
          expression: 'FILL(every, 0) - FILL(pushes, 0)',
          usingMetrics: {
            every: this.#callback.stage.metric('5xx', countedIn5Minutes),
            pushes: this.#callback.metric('5xx', countedIn5Minutes),
          },
          label: 'Errors of the reader',
          period: countedIn5Minutes.period,
        }),
        threshold: 3,
        meaning: {
          en: 'The page behind share links or the read API answered 3 or more requests in 5 minutes with an error.',
          zh: '共享链接的页面或读取接口在 5 分钟内有 3 个以上请求返回错误。',
        },
        action: {
          en: "No push is lost by it: read the reader function's log, then the access log.",
          zh: '推送不会因此丢失：先看读取函数的日志，再看访问日志。',
        },
      },
    ];
  }

  #addRoutes({ api, stage }: CallbackApi): void {
    const integration = new HttpLambdaIntegration('Reader', this.handler, { timeout: Duration.seconds(10) });
    const stageResource = stage.node.defaultChild as CfnStage;
    const names = Object.keys(readerRoutes) as ReaderRoute[];
    for (const name of names) {
      const [method, path = ''] = readerRoutes[name].split(' ');
      const routes = api.addRoutes({
        path,
        methods: [method === 'POST' ? HttpMethod.POST : HttpMethod.GET],
        integration,
        ...(name === 'api' && { authorizer: new HttpIamAuthorizer() }),
      });
      for (const route of routes) {
        // A stage has no settings for a route that is not there yet.
        stage.node.addDependency(route);
        if (name !== 'api') Validations.of(route).acknowledge(openToLinks);
      }
    }
    stageResource.routeSettings = {
      ...stageResource.routeSettings,
      ...Object.fromEntries(
        names.map((name) => [
          readerRoutes[name],
          { ThrottlingRateLimit: routeLimits[name].rate, ThrottlingBurstLimit: routeLimits[name].burst },
        ]),
      ),
    };
  }
}

const openToLinks = {
  id: 'AwsSolutions-APIG4',
  reason:
    'Who has a share link has no AWS credentials. The function itself looks up the link of every request for ' +
    'data and answers no other; the page’s files hold nothing but the page.',
};
