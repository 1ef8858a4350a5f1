import { localAwsAccount } from '../account.ts';
import { type Identity, identify } from './identities.ts';
import { type Template, TemplateError } from './template.ts';

/** Replaces CloudFormation's intrinsic functions by what they stand for in a local run. */
export interface Resolver {
  readonly template: Template;
  /** A value with everything in it resolved. */
  value(value: unknown): unknown;
  /** A value that has to be text once it is resolved; `what` names it in an error. */
  text(value: unknown, what: string): string;
  /** Name and ARN of a resource. */
  identity(logicalId: string): Identity;
}

export interface Surroundings {
  readonly stackName: string;
  /** Where SQS answers: part of every queue's URL. */
  readonly sqsEndpoint: string;
}

/**
 * Resolves the template's intrinsic functions.
 * @throws {TemplateError} at a function, or a kind of reference, it does not know
 */
export function templateResolver(template: Template, surroundings: Surroundings): Resolver {
  const pseudoParameters: Readonly<Record<string, string>> = {
    'AWS::AccountId': localAwsAccount.accountId,
    'AWS::Partition': localAwsAccount.partition,
    'AWS::Region': localAwsAccount.region,
    'AWS::StackName': surroundings.stackName,
    'AWS::URLSuffix': localAwsAccount.urlSuffix,
  };

  const intrinsics: Readonly<Record<string, (argument: unknown) => unknown>> = {
    Ref: (argument) => ref(String(argument)),
    'Fn::GetAtt': (argument) => getAtt(argument),
    'Fn::Join': (argument) => {
      const [separator, parts] = pair('Fn::Join', argument);
      return list('Fn::Join', value(parts)).join(String(separator));
    },
    'Fn::Select': (argument) => {
      const [index, choices] = pair('Fn::Select', argument);
      return list('Fn::Select', value(choices))[Number(index)];
    },
    'Fn::Split': (argument) => {
      const [separator, whole] = pair('Fn::Split', argument);
      return text(whole, 'an argument of Fn::Split').split(String(separator));
    },
    'Fn::Sub': (argument) => substitute(argument),
  };

  function value(unresolved: unknown): unknown {
    if (Array.isArray(unresolved)) return unresolved.map(value);
    if (!isObject(unresolved)) return unresolved;
    const entries = Object.entries(unresolved);
    const [first] = entries;
    if (entries.length === 1 && first !== undefined && isIntrinsic(first[0])) {
      const intrinsic = intrinsics[first[0]];
      if (intrinsic === undefined) throw new TemplateError(`it uses ${first[0]}`);
      return intrinsic(first[1]);
    }
    return Object.fromEntries(entries.map(([key, inner]) => [key, value(inner)]));
  }

  function text(unresolved: unknown, what: string): string {
    const resolved = value(unresolved);
    if (typeof resolved !== 'string') throw new TemplateError(`${what} is no text`);
    return resolved;
  }

  function identity(logicalId: string): Identity {
    const resource = template.Resources[logicalId];
    if (resource === undefined) throw new TemplateError(`it refers to ${logicalId}, which it does not hold`);
    const properties = resource.Properties ?? {};
    const naming = { logicalId, ...surroundings, property: (name: string) => optionalText(properties[name]) };
    return identify(resource.Type, naming);
  }

  function optionalText(unresolved: unknown): string | undefined {
    return unresolved === undefined ? undefined : text(unresolved, 'a name');
  }

  function ref(name: string): unknown {
    const pseudo = pseudoParameters[name];
    if (pseudo !== undefined) return pseudo;
    const parameter = template.Parameters?.[name];
    if (parameter === undefined) return identity(name).ref;
    if (parameter.Default !== undefined && !parameter.Type.startsWith('AWS::SSM')) return parameter.Default;
    throw new TemplateError(`the parameter ${name} has no value`);
  }

  function getAtt(argument: unknown): string {
    const [logicalId = '', attribute = ''] =
      typeof argument === 'string' ? argument.split('.') : list('Fn::GetAtt', argument).map(String);
    const found = identity(logicalId).attributes[attribute];
    if (found === undefined) {
      const type = template.Resources[logicalId]?.Type;
      throw new TemplateError(`it refers to the attribute ${attribute} of ${logicalId} (${type})`);
    }
    return found;
  }

  function substitute(argument: unknown): string {
    const [pattern, variables] = Array.isArray(argument) ? pair('Fn::Sub', argument) : [argument, {}];
    const known = isObject(variables) ? variables : {};
    return String(pattern).replace(/\$\{(!?)([^}]+)\}/g, (_match, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (Object.hasOwn(known, name)) return text(known[name], `\${${name}} of Fn::Sub`);
      return name.includes('.') ? getAtt(name) : String(ref(name));
    });
  }

  return { template, value, text, identity };
}

function isIntrinsic(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

function pair(name: string, argument: unknown): [unknown, unknown] {
  const [first, second, ...others] = list(name, argument);
  if (second === undefined || others.length > 0) throw new TemplateError(`${name} takes two arguments`);
  return [first, second];
}

function list(name: string, argument: unknown): unknown[] {
  if (!Array.isArray(argument)) throw new TemplateError(`${name} takes a list`);
  return argument;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
