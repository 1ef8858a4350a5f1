import type { Resolver } from '../template/resolve.ts';
import { resourcesOfType, TemplateError } from '../template/template.ts';

/** A route of the HTTP API and the function behind it. */
export interface Route {
  /** Such as `POST /weixin`, or `$default`. */
  readonly key: string;
  readonly functionArn: string;
  /** How long API Gateway waits for the function. */
  readonly timeoutMilliseconds: number;
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
}

/** Reads the template's one HTTP API: its routes, its integrations, and that its stage is `$default`. */
export function templateApi(resolver: Resolver): ApiDefinition {
  const properties = <Shape>(type: string) =>
    resourcesOfType(resolver.template, `AWS::ApiGatewayV2::${type}`).map(
      ([logicalId, resource]) => [logicalId, resolver.value(resource.Properties) as Shape] as const,
    );
  const [api, ...others] = resourcesOfType(resolver.template, 'AWS::ApiGatewayV2::Api');
  if (api === undefined || others.length > 0) throw new TemplateError('it has not just one HTTP API');
  for (const [logicalId, { StageName }] of properties<{ StageName: string }>('Stage')) {
    if (StageName !== '$default') throw new TemplateError(`${logicalId} is a stage other than $default`);
  }
  const integrations = new Map(
    properties<IntegrationProperties>('Integration').map(([logicalId, integration]) => [
      `integrations/${resolver.identity(logicalId).ref}`,
      integration,
    ]),
  );
  const routes = properties<RouteProperties>('Route').map(([logicalId, { RouteKey, Target }]) => {
    const integration = integrations.get(Target);
    if (RouteKey.includes('{')) throw new TemplateError(`${logicalId} has a path with variables`);
    if (integration?.IntegrationType !== 'AWS_PROXY' || integration.PayloadFormatVersion !== '2.0') {
      throw new TemplateError(`${logicalId} leads to no function with payload format 2.0`);
    }
    return {
      key: RouteKey,
      functionArn: integration.IntegrationUri,
      // API Gateway's own limit, used where none is set.
      timeoutMilliseconds: integration.TimeoutInMillis ?? 30_000,
    };
  });
  return { apiId: resolver.identity(api[0]).ref, routes };
}
