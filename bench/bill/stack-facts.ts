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
    // What the names of its variables stand for is about as long as they are.
    accessLogLine: AccessLogSettings.Format.length,
    stageRate: DefaultRouteSettings.ThrottlingRateLimit,
    batching: eventTypes.user_scan_product.batching,
  };
}

function propertiesOf<Shape>(resource: TemplateResource | undefined): Shape {
  return resource?.Properties as Shape;
}
