import { type Access, AccessDenied } from '../iam/access.ts';
import { logPermissions } from '../iam/log-permissions.ts';
import type { MetricTotals } from '../metric-totals.ts';
import { TemplateError } from '../template/template.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { functionEnvironment } from './function-environment.ts';
import { LocalFunction } from './local-function.ts';

export interface LocalFunctionsOptions {
  /** Where every AWS service answers. */
  readonly awsEndpoint: string;
  readonly access: Access;
  /** Reads the metrics in what the functions print. */
  readonly metrics: MetricTotals;
  onLine(functionName: string, line: string): void;
  onFailure(error: unknown): void;
}

/** The functions of a stack. */
export class LocalFunctions {
  readonly all: readonly LocalFunction[];

  constructor(definitions: readonly FunctionDefinition[], options: LocalFunctionsOptions) {
    this.all = definitions.map(
      (definition) =>
        new LocalFunction(definition, {
          environment: functionEnvironment(definition, options.awsEndpoint),
          onLine: (line) => writeLog(definition, line, options),
        }),
    );
  }

  /** @throws {FunctionError} where the function fails */
  async invoke(functionArn: string, event: unknown): Promise<unknown> {
    const called = this.all.find(({ definition }) => definition.arn === functionArn);
    if (called === undefined) throw new TemplateError(`it calls ${functionArn}, which is no function of it`);
    return called.invoke(event);
  }

  async stop(): Promise<void> {
    await Promise.all(this.all.map((each) => each.stop()));
  }
}

/** Lambda writes a function's log under the function's own role. */
function writeLog(definition: FunctionDefinition, line: string, options: LocalFunctionsOptions): void {
  try {
    options.access.authorize(definition.name, logPermissions(definition.logGroupName));
  } catch (error) {
    if (!(error instanceof AccessDenied)) throw error;
    options.onFailure(error);
    return;
  }
  options.metrics.add(line);
  options.onLine(definition.name, line);
}
