import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { type IAccessLogSettings, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, LogGroup, MetricFilter, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { metricsNamespace } from '../../../functions/model/metric-names.ts';
import { countedIn5Minutes } from '../alarms/metrics.ts';

// No path or query: the query holds signatures. No caller's address: it is always Weixin's.
const fields = {
  api: '$context.apiId',
  requestId: '$context.requestId',
  time: '$context.requestTime',
  method: '$context.httpMethod',
  route: '$context.routeKey',
  status: '$context.status',
  responseLatencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
  integrationError: '$context.integrationErrorMessage',
};
const field = (name: keyof typeof fields) => `$.${name}`;

const throttledRequests = 'ThrottledRequests';

/** One line a request, and the count of those API Gateway itself turned away, which it has no metric for. */
export class AccessLog extends Construct {
  readonly settings: IAccessLogSettings;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Lines', {
      // Groups with this prefix do not count towards the one resource policy API Gateway's logs share.
      logGroupName: `/aws/vendedlogs/apis/${Stack.of(this).stackName}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.settings = {
      destination: new LogGroupLogDestination(logGroup),
      format: AccessLogFormat.custom(JSON.stringify(fields)),
    };
    new MetricFilter(this, 'Throttled', {
      logGroup,
      filterPattern: FilterPattern.stringValue(field('status'), '=', '429'),
      metricNamespace: metricsNamespace,
      metricName: throttledRequests,
      metricValue: '1',
      dimensions: { api: field('api') },
    });
  }

  /** Requests of this API answered with 429. */
  metricThrottled(apiId: string): Metric {
    return new Metric({
      namespace: metricsNamespace,
      metricName: throttledRequests,
      dimensionsMap: { api: apiId },
      ...countedIn5Minutes,
    });
  }
}
