import type { Resolver } from '../template/resolve.ts';
import { resourcesOfType, TemplateError } from '../template/template.ts';
import type { RouteLimit } from './throttle.ts';

/** A route of the HTTP API and the function behind it. */
export interface Route {
  /** Such as `POST /weixin`, `GET /console/{proxy+}`, or `$default`. */
  readonly key: string;
  readonly functionArn: string;
  /** How long API Gateway waits for the function. */
  readonly timeoutMilliseconds: number;
  /** Whether only those may call who sign with AWS credentials. @default false */
  readonly signed?: boolean;
  /** How often it may be called. @default as often as anybody likes */
  readonly limit?: RouteLimit;
}

export interface ApiDefinition {
  readonly apiId: string;
  readonly routes: readonly Route[];
}

interface IntegrationProperties {
  readonly IntegrationType: string;
  readonly IntegrationUri: string;
  readonly PayloadFormatVersion: string;
  readonly TimeoutInMillis?: number;
}

interface RouteProperties {
  readonly RouteKey: string;
  readonly Target: string;
  readonly AuthorizationType?: string;
}

interface StageProperties {
  readonly StageName: string;
  readonly DefaultRouteSettings?: RouteSettings;
  /** By route key. */
  readonly RouteSettings?: Readonly<Record<string, RouteSettings>>;
}

interface RouteSettings {
  readonly ThrottlingRateLimit?: number;
  readonly ThrottlingBurstLimit?: number;
}

/** Reads the template's one HTTP API: its routes, its integrations, and that its stage is `$default`. */
export function templateApi(resolver: Resolver): ApiDefinition {
  const properties = <Shape>(type: string) =>
    resourcesOfType(resolver.template, `AWS::ApiGatewayV2::${type}`).map(
      ([logicalId, resource]) => [logicalId, resolver.value(resource.Properties) as Shape] as const,
    );
  const [api, ...others] = resourcesOfType(resolver.template, 'AWS::ApiGatewayV2::Api');
  if (api === undefined || others.length > 0) throw new TemplateError('it has not just one HTTP API');
  const stages = properties<StageProperties>('Stage');
  for (const [logicalId, { StageName }] of stages) {
    if (StageName !== '$default') throw new TemplateError(`${logicalId} is a stage other than $default`);
  }
  const integrations = new Map(
    properties<IntegrationProperties>('Integration').map(([logicalId, integration]) => [
      `integrations/${resolver.identity(logicalId).ref}`,
      integration,
    ]),
  );
  const routes = properties<RouteProperties>('Route').map(([logicalId, route]) => {
    const { RouteKey, Target, AuthorizationType = 'NONE' } = route;
    const integration = integrations.get(Target);
    if (/\{(?!\w+\+\}$)/.test(RouteKey)) throw new TemplateError(`${logicalId} has a path with variables`);
    if (integration?.IntegrationType !== 'AWS_PROXY' || integration.PayloadFormatVersion !== '2.0') {
      throw new TemplateError(`${logicalId} leads to no function with payload format 2.0`);
    }
    if (!['NONE', 'AWS_IAM'].includes(AuthorizationType)) {
      throw new TemplateError(`${logicalId} is authorized by ${AuthorizationType}`);
    }
    const limit = limitOf(RouteKey, stages[0]?.[1]);
    return {
      key: RouteKey,
      functionArn: integration.IntegrationUri,
      // API Gateway's own limit, used where none is set.
      timeoutMilliseconds: integration.TimeoutInMillis ?? 30_000,
      signed: AuthorizationType === 'AWS_IAM',
      ...(limit && { limit }),
    };
  });
  return { apiId: resolver.identity(api[0]).ref, routes };
}

/** What a route's own settings leave out is the stage's. */
function limitOf(key: string, stage: StageProperties | undefined): RouteLimit | undefined {
  const settings = { ...stage?.DefaultRouteSettings, ...stage?.RouteSettings?.[key] };
  const { ThrottlingRateLimit: perSecond, ThrottlingBurstLimit: burst } = settings;
  return perSecond === undefined || burst === undefined ? undefined : { perSecond, burst };
}
