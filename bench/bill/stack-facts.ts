import { eventTypes } from '../../functions/model/event-types.ts';
import { resourcesOfType, type TemplateResource } from '../../lib/local/template/template.ts';
import type { Engines } from '../engines.ts';

/** What of the synthesized template decides about an event's bill and about limits. */
export interface StackFacts {
  readonly callbackMegabytes: number;
  readonly workerMegabytes: number;
  /** Bytes of one line of the access log. */
  readonly accessLogLine: number;
  /** Requests a second the stage lets through. */
  readonly stageRate: number;
  readonly batching: (typeof eventTypes)['user_scan_product']['batching'];
}

interface StageProperties {
  readonly AccessLogSettings: { readonly Format: string };
  readonly DefaultRouteSettings: { readonly ThrottlingRateLimit: number };
}

export function stackFacts({ assembly, functionNamed }: Engines): StackFacts {
  const [stage] = resourcesOfType(assembly.template, 'AWS::ApiGatewayV2::Stage');
  const { AccessLogSettings, DefaultRouteSettings } = propertiesOf<StageProperties>(stage?.[1]);
  return {
    callbackMegabytes: functionNamed('callback').memoryMegabytes,
    workerMegabytes: functionNamed('user-scan-product').memoryMegabytes,
    accessLogLine: accessLogLine(AccessLogSettings.Format).length,
    stageRate: DefaultRouteSettings.ThrottlingRateLimit,
    batching: eventTypes.user_scan_product.batching,
  };
}

/** What stands in a line of the access log for each of its variables, where all is well. */
const logged: Readonly<Record<string, string>> = {
  '$context.requestId': 'JKJaXmPLvHcESHA=',
  '$context.routeKey': 'POST /weixin',
  '$context.status': '200',
  '$context.responseLatency': '36',
  '$context.integrationLatency': '34',
  '$context.integrationErrorMessage': '-',
};

function accessLogLine(format: string): string {
  return format.replace(/\$context\.\w+/g, (variable) => {
    const value = logged[variable];
    if (value === undefined) throw new Error(`how long is ${variable}?`);
    return value;
  });
}

function propertiesOf<Shape>(resource: TemplateResource | undefined): Shape {
  return resource?.Properties as Shape;
}
