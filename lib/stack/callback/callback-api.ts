import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
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
}

/** The one URL Weixin knows, and the function behind it. */
export class CallbackApi extends Construct {
  readonly handler: BundledFunction<CallbackVariable>;
  readonly api: HttpApi;
  readonly stage: HttpStage;
  /** Where everything of this API answers, without a slash behind it. */
  readonly origin: string;
  readonly url: string;

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
    this.api.addRoutes({
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
      throttle: { rateLimit: 5000, burstLimit: 2500 },
      accessLogSettings: new AccessLog(this, 'AccessLog').settings,
      ...(props.domain && { domainMapping: { domainName: props.domain } }),
    });
    const base = props.domain ? this.stage.domainUrl : this.stage.url;
    this.origin = base.replace(/\/$/, '');
    this.url = `${this.origin}${path}`;
  }
}
