import { type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type Architecture, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { serviceName } from '../alarms/metrics.ts';
import { type BundleProps, bundledCode } from './bundled-code.ts';
import { grant } from './grant.ts';

export interface BundledFunctionProps<Variable extends string> extends BundleProps {
  /** What it is called where its log is: `/aws/lambda/STACK-callback`. */
  readonly logName: string;
  readonly description: string;
  /** Exactly the variables the function declares that it reads. */
  readonly environment: Readonly<Partial<Record<Variable, string>>>;
  readonly architecture: Architecture;
  readonly timeout: Duration;
  /** MiB; a function's share of a CPU grows with it. */
  readonly memorySize: number;
}

/**
 * A function whose ESM bundle carries the AWS SDK: the version tested is the version that runs. Its role
 * is its own and starts with nothing but writing to its own log.
 */
export class BundledFunction<Variable extends string> extends LambdaFunction {
  constructor(scope: Construct, id: string, props: BundledFunctionProps<Variable>) {
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      logGroupName: `/aws/lambda/${Stack.of(scope).stackName}-${props.logName}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}Role`, {
      description: props.description,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    super(scope, id, {
      code: bundledCode(props),
      handler: 'index.handler',
      description: props.description,
      environment: { POWERTOOLS_SERVICE_NAME: serviceName(scope), ...props.environment },
      timeout: props.timeout,
      memorySize: props.memorySize,
      runtime: Runtime.NODEJS_24_X,
      architecture: props.architecture,
      logGroup,
      role,
    });
    grant(this, ['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
  }
}
