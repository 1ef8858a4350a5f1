import { eventNames, eventTypes } from '../../functions/model/event-types.ts';
import { eventMetrics, receiverMetrics } from '../../functions/model/metric-names.ts';
import { resourcesOfType, type TemplateResource } from '../../lib/local/template/template.ts';
import type { Engines } from '../engines.ts';

/** What of the synthesized template decides about bill and limits. */
export interface StackFacts {
  readonly secrets: number;
  readonly alarms: number;
  readonly dashboards: number;
  /** Custom metrics, once every one of them has had a value, but for those of pushes that are no product events. */
  readonly metrics: number;
  readonly keys: number;
  readonly queuesPolled: number;
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
  const count = (type: string) => resourcesOfType(assembly.template, type).length;
  const [stage] = resourcesOfType(assembly.template, 'AWS::ApiGatewayV2::Stage');
  const { AccessLogSettings, DefaultRouteSettings } = propertiesOf<StageProperties>(stage?.[1]);
  const ofProductEvents = Object.values(eventMetrics).filter((name) => name !== eventMetrics.notProductEvent);
  const ofReceiver = Object.values(receiverMetrics);
  return {
    secrets: count('AWS::SecretsManager::Secret'),
    alarms: count('AWS::CloudWatch::Alarm'),
    dashboards: count('AWS::CloudWatch::Dashboard'),
    metrics:
      ofProductEvents.length * eventNames.length + ofReceiver.length + count('AWS::Logs::MetricFilter'),
    keys: count('AWS::KMS::Key'),
    queuesPolled: count('AWS::Lambda::EventSourceMapping'),
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
