import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { type CfnStage, HttpApi, HttpMethod, type HttpRoute, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Architecture } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { CallbackVariable } from '../../../functions/callback/environment.ts';
import { BundledFunction } from '../parts/bundled-function.ts';
import { AccessLog } from './access-log.ts';
import type { CallbackDomain } from './callback-domain.ts';

const path = '/weixin';

export interface CallbackApiProps {
  readonly environment: Readonly<Record<CallbackVariable, string>>;
  readonly architecture: Architecture;
  /** The name Weixin calls. @default the one API Gateway gives */
  readonly domain: CallbackDomain | undefined;
  /** Whether others answer on the same API, whose requests are not Weixin's. */
  readonly isShared: boolean;
}

/** What a route lets through, in requests a second and at once. */
const throttle = { rateLimit: 5000, burstLimit: 2500 };

/** The one URL Weixin knows, and the function behind it. */
export class CallbackApi extends Construct {
  readonly handler: BundledFunction<CallbackVariable>;
  readonly api: HttpApi;
  readonly stage: HttpStage;
  /** Where everything of this API answers, without a slash behind it. */
  readonly origin: string;
  readonly url: string;
  /** What tells metrics of Weixin's pushes from those of all requests, where there are others. */
  readonly #ofPushes: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: CallbackApiProps) {
    super(scope, id);
    this.handler = new BundledFunction(this, 'Handler', {
      entry: 'callback/handler.ts',
      logName: 'callback',
      description: 'Weixin callback: verifies, claims, enqueues and acknowledges a push',
      environment: props.environment,
      architecture: props.architecture,
      timeout: Duration.seconds(5),
      memorySize: 512,
    });
    this.api = new HttpApi(this, 'Api', {
      apiName: Stack.of(this).stackName,
      description: 'Callback URL of a Weixin Official Account',
      createDefaultStage: false,
    });
    const routes = this.api.addRoutes({
      path,
      methods: [HttpMethod.GET, HttpMethod.POST],
      // Lambda counts timeouts in whole seconds; the half second is left for Weixin's own five.
      integration: new HttpLambdaIntegration('Callback', this.handler, { timeout: Duration.millis(4500) }),
    });
    Validations.of(this.api).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'Weixin cannot present an AWS or OAuth credential. The function itself refuses every request whose ' +
        'signature over the shared token does not match, and keeps and answers nothing of it.',
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: new AccessLog(this, 'AccessLog').settings,
      ...(props.domain && { domainMapping: { domainName: props.domain } }),
    });
    this.#ofPushes = props.isShared ? { Method: HttpMethod.POST, Resource: path } : {};
    if (props.isShared) this.#keepMetricsApart(routes);
    const base = props.domain ? this.stage.domainUrl : this.stage.url;
    this.origin = base.replace(/\/$/, '');
    this.url = `${this.origin}${path}`;
  }

  /** A metric of API Gateway about pushes: `Count`, `4xx`, `5xx`, `Latency`. */
  metric(name: 'Count' | '4xx' | '5xx' | 'Latency', options: MetricOptions): Metric {
    const metric = this.stage.metric(name, options);
    return metric.with({ dimensionsMap: { ...metric.dimensions, ...this.#ofPushes } });
  }

  /** Has API Gateway write metrics of the route Weixin pushes to: each is paid for like one of the functions' own. */
  #keepMetricsApart(routes: readonly HttpRoute[]): void {
    const stage = this.stage.node.defaultChild as CfnStage;
    // A stage has no settings for a route that is not there yet.
    this.stage.node.addDependency(...routes);
    stage.routeSettings = {
      [`${HttpMethod.POST} ${path}`]: {
        DetailedMetricsEnabled: true,
        ThrottlingRateLimit: throttle.rateLimit,
        ThrottlingBurstLimit: throttle.burstLimit,
      },
    };
  }
}
