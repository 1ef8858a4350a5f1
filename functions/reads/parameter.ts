import { BadRequestError } from './bad-request-error.ts';

/** A parameter of a question: how it is read, and how the read API's document describes it. */
export interface Parameter<Value = unknown> {
  readonly description: string;
  /** JSON Schema of the text, or of the number it stands for. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** What it has to be, as in "from is a day". */
  readonly rule: string;
  readonly required: boolean;
  /** The value a text stands for; undefined where it is not what the rule says. */
  readonly parse: (text: string) => Value | undefined;
}

/** Those of one question, by name. */
export type Parameters = Readonly<Record<string, Parameter>>;

export type ValuesOf<Asked extends Parameters> = {
  readonly [Name in keyof Asked]: Asked[Name] extends Parameter<infer Value> ? Value : never;
};

/** The same parameter where it may be left out. */
export function optional<Value>(parameter: Parameter<Value>): Parameter<Value | undefined> {
  return { ...parameter, required: false };
}

/**
 * Reads a question's parameters from its query.
 * @throws {BadRequestError} naming each that is missing or wrong, in one sentence
 */
export function readParameters<Asked extends Parameters>(
  query: URLSearchParams,
  parameters: Asked,
): ValuesOf<Asked> {
  const problems: string[] = [];
  const read = Object.entries(parameters).flatMap(([name, { required, rule, parse }]) => {
    const [text, ...others] = query.getAll(name);
    if (others.length > 0) problems.push(`${name} stands there twice`);
    if (!text) {
      if (required) problems.push(`${name} is missing: it is ${rule}`);
      return [];
    }
    const value = parse(text);
    if (value === undefined) problems.push(`${name} is ${rule}`);
    return [[name, value]];
  });
  if (problems.length > 0) throw new BadRequestError(`${problems.join('; ')}.`);
  // Each value is what its parameter makes of it: what is required is there.
  return Object.fromEntries(read);
}
