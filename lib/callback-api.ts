import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { CallbackVariable } from '../functions/callback/environment.ts';
import { BundledFunction } from './bundled-function.ts';

const path = '/weixin';

// No path or query: the query holds signatures. No caller's address: it is always Weixin's.
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    method: '$context.httpMethod',
    route: '$context.routeKey',
    status: '$context.status',
    responseLatencyMs: '$context.responseLatency',
    integrationLatencyMs: '$context.integrationLatency',
    integrationError: '$context.integrationErrorMessage',
  }),
);

export interface CallbackApiProps {
  readonly environment: Readonly<Record<CallbackVariable, string>>;
}

/** The one URL Weixin knows, and the function behind it. */
export class CallbackApi extends Construct {
  readonly handler: BundledFunction<CallbackVariable>;
  readonly url: string;

  constructor(scope: Construct, id: string, props: CallbackApiProps) {
    super(scope, id);
    this.handler = new BundledFunction(this, 'Handler', {
      entry: 'callback/handler.ts',
      description: 'Weixin callback: verifies, claims, enqueues and acknowledges a push',
      environment: props.environment,
      timeout: Duration.seconds(5),
      memorySize: 512,
    });
    const api = new HttpApi(this, 'Api', {
      description: 'Callback URL of a Weixin Official Account',
      createDefaultStage: false,
    });
    api.addRoutes({
      path,
      methods: [HttpMethod.GET, HttpMethod.POST],
      // Lambda counts timeouts in whole seconds; the half second is left for Weixin's own five.
      integration: new HttpLambdaIntegration('Callback', this.handler, { timeout: Duration.millis(4500) }),
    });
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 5000, burstLimit: 2500 },
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: accessLogFormat },
    });
    this.url = `${stage.url.replace(/\/$/, '')}${path}`;
  }
}
