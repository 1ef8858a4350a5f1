import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type ICommandHooks, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { serviceName } from '../alarms/metrics.ts';
import { grant } from './grant.ts';
import { unusedCredentialProviders } from './unused-credential-providers.ts';

const functionsFolder = fileURLToPath(new URL('../../../functions/', import.meta.url));
const binFolder = fileURLToPath(new URL('../../../bin/', import.meta.url));

export interface BundledFunctionProps<Variable extends string> {
  /** The handler's file below functions/. */
  readonly entry: string;
  /** What it is called where its log is: `/aws/lambda/STACK-callback`. */
  readonly logName: string;
  readonly description: string;
  /** Exactly the variables the function declares that it reads. */
  readonly environment: Readonly<Partial<Record<Variable, string>>>;
  readonly architecture: Architecture;
  readonly timeout: Duration;
  /** Files that take the place of modules, by the modules' names. @default none do */
  readonly alias?: Readonly<Record<string, string>>;
  /** Variables it would read and is never given: what only they switch on is not bundled. @default none */
  readonly absent?: readonly string[];
  /** MiB; a function's share of a CPU grows with it. */
  readonly memorySize: number;
  /** Files the bundle has beside its code, in a folder of that name. @default none */
  readonly files?: BundledFiles;
}

export interface BundledFiles {
  readonly folder: string;
  /** The script of bin/ that writes them into the folder it is given. */
  readonly script: string;
}

/**
 * A function whose ESM bundle carries the AWS SDK: the version tested is the version that runs. Its role
 * is its own and starts with nothing but writing to its own log.
 */
export class BundledFunction<Variable extends string> extends NodejsFunction {
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
      entry: `${functionsFolder}${props.entry}`,
      description: props.description,
      environment: { POWERTOOLS_SERVICE_NAME: serviceName(scope), ...props.environment },
      timeout: props.timeout,
      memorySize: props.memorySize,
      runtime: Runtime.NODEJS_24_X,
      architecture: props.architecture,
      awsSdkConnectionReuse: false,
      logGroup,
      role,
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        minify: true,
        mainFields: ['module', 'main'],
        bundleAwsSDK: true,
        define: Object.fromEntries((props.absent ?? []).map((name) => [`process.env.${name}`, 'undefined'])),
        esbuildArgs: Object.fromEntries(
          Object.entries(props.alias ?? {}).map(([module, file]) => [`--alias:${module}`, file]),
        ),
        externalModules: [...unusedCredentialProviders],
        // CommonJS dependencies inside an ESM bundle call require for Node's own modules.
        ...(props.files && { commandHooks: afterBundling(props.files) }),
        banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
      },
    });
    grant(this, ['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
  }
}

function afterBundling({ folder, script }: BundledFiles): ICommandHooks {
  const write = (output: string) => [
    'node',
    '--import',
    'tsx',
    `${binFolder}${script}`,
    join(output, folder),
  ];
  return {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_input, output) => [
      write(output)
        .map((word) => JSON.stringify(word))
        .join(' '),
    ],
  };
}
