import { afterEach, describe, expect, it, vi } from 'vitest';
import { sharesPartition } from '../../../../functions/model/shares.ts';
import { readerVariables } from '../../../../functions/reader/environment.ts';
import { openReader } from '../../../../functions/reader/reader.ts';
import { readerRoutes } from '../../../../functions/reader/routes.ts';
import { readEnvironment } from '../../../../functions/runtime/environment.ts';
import { handlerQueuesVariable } from '../../../../functions/stores/handler-queues.ts';
import { templateResolver } from '../../../../lib/local/template/resolve.ts';
import { handlerQueuesIn } from '../../../../lib/target/outputs.ts';
import { found, type Policy, resources, templateIn, templateOf } from '../../../support/stack.ts';

const bare = templateOf();
const withReader = templateOf({ reader: 'true' });

interface Route {
  readonly RouteKey: string;
  readonly AuthorizationType: string;
}

interface Dimensions {
  readonly Dimensions: readonly { readonly Name: string; readonly Value: unknown }[];
}

interface Watching extends Partial<Dimensions> {
  readonly AlarmName: string;
  readonly Namespace?: string;
  readonly Metrics?: readonly {
    readonly Expression?: string;
    readonly MetricStat?: {
      readonly Metric: Dimensions & { readonly Namespace: string; readonly MetricName: string };
    };
  }[];
}

/** The dimensions of each metric of API Gateway that an alarm watches, but that of the reader itself. */
function metricsIn(template: typeof bare): readonly Readonly<Record<string, unknown>>[] {
  const alarms = [...resources<Watching>(template, 'AWS::CloudWatch::Alarm').values()];
  return alarms
    .filter(({ AlarmName }) => !AlarmName.endsWith('-reader-5xx'))
    .flatMap((alarm) => [alarm, ...(alarm.Metrics ?? []).map(({ MetricStat }) => MetricStat?.Metric)])
    .filter((metric) => metric?.Namespace === 'AWS/ApiGateway')
    .map((metric) => Object.fromEntries((metric?.Dimensions ?? []).map(({ Name, Value }) => [Name, Value])));
}

describe('the reader', () => {
  it('is not there unless it was set: no function, no route, no setting of the stage, no output', () => {
    const { Resources, Outputs } = bare.toJSON();
    expect(Object.keys(Resources).filter((id) => id.includes('Reader'))).toEqual([]);
    expect(Object.keys(Outputs)).not.toContain('ConsoleUrl');
    const routes = [...resources<Route>(bare, 'AWS::ApiGatewayV2::Route').values()];
    expect(routes.map(({ RouteKey }) => RouteKey)).toEqual(['GET /weixin', 'POST /weixin']);
    const [stage] = [...resources<object>(bare, 'AWS::ApiGatewayV2::Stage').values()];
    expect(stage).not.toHaveProperty('RouteSettings');
  });

  it('leaves everything else of the stack as it is, but that alarms watch the pushes’ own metrics, and one its own', () => {
    const others = (template: typeof bare) =>
      Object.entries<{ Type: string }>(template.toJSON().Resources).filter(
        ([id, { Type }]) =>
          !/Reader|Domain|^Alarms(callback|reader)/.test(id) && Type !== 'AWS::ApiGatewayV2::Stage',
      );
    const readerless = others(withReader).filter(
      ([, resource]) => !JSON.stringify(resource).includes('Reader'),
    );
    expect(readerless).toEqual(others(bare));
  });

  it('asks AWS credentials of the read API, and of nothing else', () => {
    const routes = [...resources<Route>(withReader, 'AWS::ApiGatewayV2::Route').values()];
    const signed = routes.filter(({ AuthorizationType }) => AuthorizationType === 'AWS_IAM');
    expect(signed.map(({ RouteKey }) => RouteKey)).toEqual([readerRoutes.api]);
    expect(routes.map(({ RouteKey }) => RouteKey)).toEqual(
      expect.arrayContaining(['GET /weixin', 'POST /weixin', ...Object.values(readerRoutes)]),
    );
  });

  it('is throttled route by route, and takes nothing of the callback’s', () => {
    const [stage] = [
      ...resources<{ RouteSettings: Record<string, Record<string, number>>; DefaultRouteSettings: object }>(
        withReader,
        'AWS::ApiGatewayV2::Stage',
      ).values(),
    ];
    const { 'POST /weixin': ofPushes, ...others } = stage?.RouteSettings ?? {};
    expect(ofPushes).toEqual({ ...stage?.DefaultRouteSettings, DetailedMetricsEnabled: true });
    expect(Object.keys(others).sort()).toEqual(Object.values(readerRoutes).sort());
    for (const { ThrottlingRateLimit, ThrottlingBurstLimit } of Object.values(others)) {
      expect(ThrottlingRateLimit).toBeLessThan(1000);
      expect(ThrottlingBurstLimit).toBeLessThan(1000);
    }
    expect(stage?.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 5000, ThrottlingBurstLimit: 2500 });
  });

  it('is not what alarms about pushes look at, nor the dashboard: its visitors’ mistakes are no lost push', () => {
    const route = { Method: 'POST', Resource: '/weixin' };
    for (const [context, expected] of [
      [{ reader: 'true' }, route],
      [{}, {}],
    ] as const) {
      const template = templateOf({ ...context, dashboard: 'true', expectPushes: 'true' });
      const watched = metricsIn(template);
      expect(watched.length).toBeGreaterThan(3);
      for (const { Stage: _stage, ApiId: _api, ...others } of watched) expect(others).toEqual(expected);
      const [dashboard] = resources<{ DashboardBody: unknown }>(
        template,
        'AWS::CloudWatch::Dashboard',
      ).values();
      expect(JSON.stringify(dashboard).includes('/weixin')).toBe('reader' in context);
    }
  });

  it('has an alarm on errors of the API that are none of a push, and none where it is not', () => {
    const alarmOf = (template: typeof bare) =>
      [...resources<Watching>(template, 'AWS::CloudWatch::Alarm').values()].find(({ AlarmName }) =>
        AlarmName.endsWith('-reader-5xx'),
      );
    expect(alarmOf(bare)).toBeUndefined();
    const named = ({ MetricName, Dimensions }: Dimensions & { readonly MetricName: string }) => [
      MetricName,
      ...Dimensions.filter(({ Name }) => Name === 'Method' || Name === 'Resource').map(({ Value }) => Value),
    ];
    const { Metrics = [] } = found(alarmOf(withReader));
    expect(
      Metrics.map(({ Expression, MetricStat }) => (MetricStat ? named(MetricStat.Metric) : Expression)),
    ).toEqual(['FILL(every, 0) - FILL(pushes, 0)', ['5xx'], ['5xx', 'POST', '/weixin']]);
  });

  it('has settings for no route that is not there first', () => {
    const [stage] = Object.values(withReader.findResources('AWS::ApiGatewayV2::Stage'));
    const routes = Object.entries(withReader.findResources('AWS::ApiGatewayV2::Route')).filter(
      ([, { Properties }]) =>
        ['POST /weixin', ...Object.values<string>(readerRoutes)].includes(Properties.RouteKey),
    );
    expect(stage?.DependsOn).toEqual(expect.arrayContaining(routes.map(([id]) => id)));
  });

  it('reads, and writes to the links alone', () => {
    const policies = [...resources<Policy>(withReader, 'AWS::IAM::Policy').values()];
    const own =
      policies.find(({ PolicyName }) => PolicyName.startsWith('Reader'))?.PolicyDocument.Statement ?? [];
    expect(own.flatMap(({ Action }) => Action)).toEqual([
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'dynamodb:Query',
      'dynamodb:GetItem',
      'dynamodb:BatchGetItem',
      'dynamodb:UpdateItem',
      'sqs:GetQueueAttributes',
    ]);
    expect(own.find(({ Action }) => Action === 'dynamodb:UpdateItem')).toMatchObject({
      Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [sharesPartition] } },
    });
  });

  it('says where it is, under the merchant’s own domain too', () => {
    const certificateArn =
      'arn:aws:acm:eu-west-1:123456789012:certificate/11112222-3333-4444-5555-666677778888';
    const settings = { reader: 'true', domainName: 'weixin.example.com', certificateArn };
    const { ConsoleUrl, ReadApiUrl } = templateOf(settings).toJSON().Outputs;
    const [domain] = [...resources(templateOf(settings), 'AWS::ApiGatewayV2::DomainName').keys()];
    expect(JSON.stringify(ConsoleUrl.Value)).toContain(`"https://",{"Ref":"${domain}"},"/console/"`);
    expect(JSON.stringify(ReadApiUrl.Value)).toContain(`"https://",{"Ref":"${domain}"},"/api/"`);
  });

  it('is made for China too', () => {
    const template = templateIn({ region: 'cn-north-1', account: '123456789012' }, { reader: 'true' });
    expect(JSON.stringify(template.toJSON())).not.toContain('arn:aws:');
  });
});

describe('the reader where there are handlers', () => {
  const handler = {
    name: 'subscribe',
    file: 'handlers/subscribe.ts',
    event: 'subscribe',
    config: {},
  } as const;
  const { Resources, Outputs } = templateOf({ reader: 'true' }, [handler]).toJSON();
  const resolver = templateResolver(
    { Resources, Outputs },
    { stackName: 'Shop', sqsEndpoint: 'http://127.0.0.1:4566' },
  );
  const variablesOf = (found: Record<string, { Properties?: object }>) =>
    Object(Object.entries(found).find(([id]) => /^ReaderHandler[0-9A-F]{8}$/.test(id))?.[1].Properties)
      .Environment;

  afterEach(() => vi.unstubAllEnvs());

  it('knows their queues by the URLs that the stack puts out', () => {
    const { Variables } = Object(resolver.value(variablesOf(Resources)));
    vi.stubEnv(handlerQueuesVariable, Variables[handlerQueuesVariable]);
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    const outputs = Object.fromEntries(
      Object.keys(Outputs)
        .filter((name) => /^(Queue|DeadLetters)On/.test(name))
        .map((name) => [name, resolver.text(Outputs[name].Value, name)]),
    );

    const { source } = openReader(readEnvironment(readerVariables, Variables), 'page');

    expect(source.handlerQueues).toEqual(handlerQueuesIn(outputs));
    expect(source.handlerQueues.map(({ name }) => name)).toEqual(['on-subscribe']);
  });

  it('may ask how much waits in both', () => {
    const policies = Object.values<{ Properties: Policy }>(Resources).filter(({ Properties }) =>
      Properties?.PolicyName?.startsWith('Reader'),
    );
    const asked = policies
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Action }) => [Action].flat().includes('sqs:GetQueueAttributes'));
    expect(JSON.stringify(asked).match(/Onsubscribe\w+/g)).toHaveLength(2);
  });

  it('has no variable for them where there is none', () => {
    expect(variablesOf(withReader.toJSON().Resources).Variables).not.toHaveProperty(handlerQueuesVariable);
  });
});
