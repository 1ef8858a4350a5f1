import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CloudAssembly } from '../template/cloud-assembly.ts';
import type { Resolver } from '../template/resolve.ts';
import { resourcesOfType, TemplateError } from '../template/template.ts';

/** A Lambda function as the template describes it, every reference resolved. */
export interface FunctionDefinition {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly logGroupName: string;
  /** The file of the bundle that holds the handler, and the handler's name in it. */
  readonly handler: { readonly file: string; readonly exportName: string };
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
}

interface FunctionProperties {
  readonly Code: { readonly S3Key?: string };
  readonly Environment?: { readonly Variables?: Record<string, string> };
  readonly Handler: string;
  readonly Layers?: readonly unknown[];
  readonly LoggingConfig?: { readonly LogGroup?: string };
  readonly MemorySize?: number;
  readonly Role: string;
  readonly Runtime: string;
  readonly Timeout?: number;
}

export function templateFunctions(assembly: CloudAssembly, resolver: Resolver): FunctionDefinition[] {
  return resourcesOfType(assembly.template, 'AWS::Lambda::Function').map(([logicalId, resource]) => {
    const properties = resolver.value(resource.Properties) as FunctionProperties;
    if (!properties.Runtime.startsWith('nodejs') || properties.Layers) {
      throw new TemplateError(`${logicalId} is not a Node.js function in one bundle`);
    }
    const { ref, attributes } = resolver.identity(logicalId);
    return {
      logicalId,
      name: ref,
      arn: String(attributes.Arn),
      roleArn: properties.Role,
      logGroupName: properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${ref}`,
      handler: findHandler(assembly.assetFolder(String(properties.Code.S3Key)), properties.Handler),
      runtime: properties.Runtime,
      // CloudFormation's defaults.
      timeoutSeconds: properties.Timeout ?? 3,
      memoryMegabytes: properties.MemorySize ?? 128,
      environment: properties.Environment?.Variables ?? {},
    };
  });
}

function findHandler(folder: string, handler: string): FunctionDefinition['handler'] {
  const dot = handler.lastIndexOf('.');
  const files = ['.mjs', '.js', '.cjs'].map((extension) =>
    join(folder, `${handler.slice(0, dot)}${extension}`),
  );
  const file = files.find((candidate) => existsSync(candidate));
  if (file === undefined) throw new TemplateError(`the bundle ${folder} lacks the handler ${handler}`);
  return { file, exportName: handler.slice(dot + 1) };
}
