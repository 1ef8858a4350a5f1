import { readFileSync } from 'node:fs';
import { App, type Environment } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { receiverApp } from '../../lib/stack/app.ts';
import type { HandlerFile } from '../../lib/stack/handlers/handler-files.ts';
import { ReceiverStack } from '../../lib/stack/receiver-stack.ts';
import { readSettings } from '../../lib/stack/settings.ts';
import { testAppId } from './account.ts';

/** What `-c name=value` sets. */
export type Context = Readonly<Record<string, string>>;

const { context: projectContext } = JSON.parse(
  readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'),
);
// Bundles take seconds to build and are not in the template.
const withoutBundles = { ...projectContext, appId: testAppId, 'aws:cdk:bundling-stacks': [] };

/** The CDK app as `cdk deploy` builds it, without the functions' bundles. */
export function appOf(context: Context = {}, handlers: readonly HandlerFile[] = []): App {
  return receiverApp({ context: { ...withoutBundles, ...context } }, { handlers });
}

/** Synthesis takes half a second, and test files that ask for the same run in one process. */
const templates = new Map<string, Template>();

/** The template of the one stack the app holds: the same object for all who ask for the same. */
export function templateOf(context: Context = {}, handlers: readonly HandlerFile[] = []): Template {
  const wanted = JSON.stringify([context, handlers]);
  const template = templates.get(wanted) ?? synthesized(context, handlers);
  templates.set(wanted, template);
  return template;
}

function synthesized(context: Context, handlers: readonly HandlerFile[]): Template {
  const [stack, ...others] = appOf(context, handlers).node.children.filter(
    (child) => child instanceof ReceiverStack,
  );
  if (stack === undefined || others.length > 0) throw new Error('the app does not hold exactly one stack');
  return Template.fromStack(stack);
}

/** The template where the CDK knows the region while it synthesizes. */
export function templateIn(env: Environment, context: Context = {}): Template {
  const app = new App({ context: { ...withoutBundles, ...context } });
  return Template.fromStack(new ReceiverStack(app, 'Receiver', { env, settings: readSettings(app.node) }));
}

/** The properties of every resource of a CloudFormation type, by logical id. */
export function resources<Properties>(template: Template, type: string): Map<string, Properties> {
  const found = Object.entries(template.findResources(type));
  return new Map(found.map(([logicalId, resource]) => [logicalId, resource.Properties]));
}

/** The logical id a `Ref` or `Fn::GetAtt` points to. */
export function target(reference: unknown): string {
  const { Ref, 'Fn::GetAtt': attribute }: { Ref?: string; 'Fn::GetAtt'?: [string, string] } =
    Object(reference);
  const logicalId = Ref ?? attribute?.[0];
  if (logicalId === undefined) throw new Error(`no reference: ${JSON.stringify(reference)}`);
  return logicalId;
}

/** A value that has to be there. */
export function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('not in the template');
  return value;
}

export interface Queue {
  readonly QueueName: string;
  readonly SqsManagedSseEnabled: boolean;
  readonly VisibilityTimeout?: number;
  readonly MessageRetentionPeriod: number;
  readonly RedrivePolicy?: { readonly deadLetterTargetArn: unknown; readonly maxReceiveCount: number };
}

export interface LambdaFunction {
  readonly Description?: string;
  readonly Role: unknown;
  readonly Timeout: number;
  readonly Environment: { readonly Variables: Readonly<Record<string, unknown>> };
  readonly LoggingConfig: { readonly LogGroup: unknown };
}

export interface EventSourceMapping {
  readonly EventSourceArn: unknown;
  readonly FunctionName: unknown;
  readonly MaximumBatchingWindowInSeconds: number;
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
}

export interface Policy {
  readonly PolicyName: string;
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  readonly Roles: readonly unknown[];
}
