import { LocalRunError } from '../local-run-error.ts';

/** A CloudFormation template, as far as a local run reads it. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: unknown }>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
}

/** The template holds something a local run does not know: it would run something else than is deployed. */
export class TemplateError extends LocalRunError {
  constructor(problem: string) {
    super((text) => text.unknownTemplate(problem));
  }
}

/** The resources of one CloudFormation type, by logical id. */
export function resourcesOfType(template: Template, type: string): [string, TemplateResource][] {
  return Object.entries(template.Resources).filter(([logicalId, resource]) => {
    if (resource.Type !== type) return false;
    if (resource.Condition)
      throw new TemplateError(`${logicalId} depends on the condition ${resource.Condition}`);
    return true;
  });
}
