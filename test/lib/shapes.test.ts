import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { type Queue, resources, templateIn, templateOf } from '../support/stack.ts';

const certificateArn = 'arn:aws:acm:eu-west-1:123456789012:certificate/11112222-3333-4444-5555-666677778888';

function outputsOf(template: Template): Record<string, { Value: unknown }> {
  return template.toJSON().Outputs;
}

describe.each([
  ['a region the CDK learns when it deploys', templateOf()],
  ['cn-north-1', templateIn({ region: 'cn-north-1', account: '123456789012' })],
])('in China, %s', (_, template) => {
  it('no ARN is of the partition aws', () => {
    expect(JSON.stringify(template.toJSON())).not.toContain('arn:aws:');
  });

  it('no address ends in amazonaws.com but the names of services in policies', () => {
    const addresses = JSON.stringify(template.toJSON()).match(/[\w.-]*amazonaws\.com/g);
    expect(new Set(addresses)).toEqual(
      new Set(['lambda', 'apigateway', 'events', 'cloudwatch'].map((service) => `${service}.amazonaws.com`)),
    );
  });

  it('the URL to paste has the suffix of the partition', () => {
    expect(JSON.stringify(outputsOf(template).CallbackUrl?.Value)).toContain('{"Ref":"AWS::URLSuffix"}');
  });
});

describe('two Official Accounts in one AWS account', () => {
  const templates = ['shop', 'museum'].map((name) => templateOf({ name, dashboard: 'true' }));

  it.each([
    ['AWS::SQS::Queue', 'QueueName'],
    ['AWS::CloudWatch::Alarm', 'AlarmName'],
    ['AWS::Logs::LogGroup', 'LogGroupName'],
    ['AWS::CloudWatch::Dashboard', 'DashboardName'],
    ['AWS::ApiGatewayV2::Api', 'Name'],
  ])('have no %s of the same name', (type, property) => {
    const names = templates.flatMap((template) =>
      [...resources<Record<string, unknown>>(template, type).values()].map((each) =>
        JSON.stringify(each[property]),
      ),
    );
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(names.length);
  });

  it('count their metrics apart', () => {
    const services = templates.map((template) => [
      ...new Set(
        [
          ...resources<{ Environment: { Variables: Record<string, unknown> } }>(
            template,
            'AWS::Lambda::Function',
          ).values(),
        ].map(({ Environment }) => Environment.Variables.POWERTOOLS_SERVICE_NAME),
      ),
    ]);
    expect(services).toEqual([['WeixinProductEvents-shop'], ['WeixinProductEvents-museum']]);
  });

  it('leave every other name to CloudFormation', () => {
    const named = templates.flatMap((template) =>
      [
        'AWS::Lambda::Function',
        'AWS::DynamoDB::Table',
        'AWS::IAM::Role',
        'AWS::SecretsManager::Secret',
      ].flatMap((type) => [...resources<object>(template, type).values()].flatMap(Object.keys)),
    );
    expect(named.filter((property) => /^(FunctionName|TableName|RoleName|Name)$/.test(property))).toEqual([]);
  });
});

it("the longest name there may be leaves room for a queue's 80 characters", () => {
  const queues = resources<Queue>(templateOf({ name: 'a'.repeat(20) }), 'AWS::SQS::Queue');
  for (const { QueueName } of queues.values()) expect(QueueName.length).toBeLessThanOrEqual(80);
});

describe('a domain of the merchant', () => {
  const template = templateOf({ domainName: 'weixin.example.com', certificateArn });

  it('is served by the callback with its certificate', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: 'weixin.example.com',
      DomainNameConfigurations: [{ CertificateArn: certificateArn, EndpointType: 'REGIONAL' }],
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::ApiMapping', { Stage: '$default' });
  });

  it('is the URL to paste, and the output says what its DNS record points to', () => {
    const { CallbackUrl, CallbackDnsTarget } = outputsOf(template);
    const [domain] = [...resources(template, 'AWS::ApiGatewayV2::DomainName').keys()];
    expect(JSON.stringify(CallbackUrl?.Value)).toContain(`"https://",{"Ref":"${domain}"},"/weixin"`);
    expect(CallbackDnsTarget?.Value).toEqual({ 'Fn::GetAtt': [domain, 'RegionalDomainName'] });
  });

  it('is not there unless it was set', () => {
    templateOf().resourceCountIs('AWS::ApiGatewayV2::DomainName', 0);
    expect(outputsOf(templateOf())).not.toHaveProperty('CallbackDnsTarget');
  });
});

it('runs on x86 where a region has no arm64', () => {
  templateOf({ architecture: 'x86_64' }).allResourcesProperties('AWS::Lambda::Function', {
    Architectures: ['x86_64'],
  });
});
