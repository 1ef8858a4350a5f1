import { localAwsAccount } from '../account.ts';
import { queueUrl } from '../queue-url.ts';
import { TemplateError } from './template.ts';

/** What a resource is called: by `Ref`, and by each attribute of `Fn::GetAtt`. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

interface Naming {
  readonly logicalId: string;
  readonly stackName: string;
  readonly sqsEndpoint: string;
  /** A property of the resource as text, undefined where it is not set. */
  property(name: string): string | undefined;
}

/** CloudFormation's "Return values" of every type a local run may meet a reference to. */
const identities: Readonly<Record<string, (naming: Naming) => Identity>> = {
  'AWS::ApiGatewayV2::Api': ({ logicalId }) => named(logicalId.toLowerCase(), {}),
  'AWS::ApiGatewayV2::Integration': ({ logicalId }) => named(logicalId, {}),
  'AWS::DynamoDB::Table': (naming) => {
    const name = generatedName(naming, 'TableName');
    return named(name, { Arn: arn('dynamodb', `table/${name}`) });
  },
  'AWS::Events::Rule': (naming) => {
    const name = generatedName(naming, 'Name');
    return named(name, { Arn: arn('events', `rule/${name}`) });
  },
  'AWS::IAM::Role': (naming) => {
    const name = generatedName(naming, 'RoleName');
    return named(name, {
      Arn: `arn:${localAwsAccount.partition}:iam::${localAwsAccount.accountId}:role/${name}`,
    });
  },
  'AWS::Lambda::Function': (naming) => {
    const name = generatedName(naming, 'FunctionName');
    return named(name, { Arn: arn('lambda', `function:${name}`) });
  },
  'AWS::Logs::LogGroup': (naming) => {
    const name = generatedName(naming, 'LogGroupName');
    return named(name, { Arn: `${arn('logs', `log-group:${name}`)}:*` });
  },
  'AWS::Scheduler::ScheduleGroup': (naming) => {
    const name = generatedName(naming, 'Name');
    return named(name, { Arn: arn('scheduler', `schedule-group/${name}`) });
  },
  'AWS::SecretsManager::Secret': ({ logicalId, property }) => {
    const secretArn = arn('secretsmanager', `secret:${property('Name') ?? logicalId}-local1`);
    return named(secretArn, { Id: secretArn });
  },
  'AWS::SNS::Topic': (naming) => {
    const name = generatedName(naming, 'TopicName');
    return named(arn('sns', name), { TopicName: name, TopicArn: arn('sns', name) });
  },
  'AWS::SQS::Queue': (naming) => {
    const name = generatedName(naming, 'QueueName');
    return named(queueUrl(naming.sqsEndpoint, name), { Arn: arn('sqs', name), QueueName: name });
  },
};

/** @throws {TemplateError} where the type is not among those above */
export function identify(type: string, naming: Naming): Identity {
  const identityOf = identities[type];
  if (identityOf === undefined) throw new TemplateError(`it refers to ${naming.logicalId}, an ${type}`);
  return identityOf(naming);
}

function named(ref: string, attributes: Identity['attributes']): Identity {
  return { ref, attributes };
}

/** The name the template gives, or one built the way CloudFormation builds them. */
function generatedName(naming: Naming, nameProperty: string): string {
  return naming.property(nameProperty) ?? `${naming.stackName}-${naming.logicalId}`;
}

function arn(service: string, resource: string): string {
  const { partition, region, accountId } = localAwsAccount;
  return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}
