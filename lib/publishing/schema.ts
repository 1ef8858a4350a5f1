/** JSON Schema (2020-12) of values of a type: the compiler holds the one to the other. */
export interface Schema<Value> {
  readonly json: Readonly<Record<string, unknown>>;
  /** Never there: it ties the schema to the type. */
  readonly of?: Value;
}

/** A schema a property may be without. */
export interface OptionalSchema<Value> extends Schema<Value> {
  readonly isOptional: true;
}

type PropertySchema<Owner, Name extends keyof Owner> =
  Record<never, never> extends Pick<Owner, Name>
    ? OptionalSchema<Exclude<Owner[Name], undefined>>
    : Schema<Owner[Name]>;

/** What each property of an object is: the type says which there are, and which may be missing. */
export type Properties<Owner> = { readonly [Name in keyof Owner]-?: PropertySchema<Owner, Name> };

export const text: Schema<string> = { json: { type: 'string' } };
export const moment: Schema<string> = { json: { type: 'string', format: 'date-time' } };
export const day: Schema<string> = { json: { type: 'string', format: 'date' } };
export const flag: Schema<boolean> = { json: { type: 'boolean' } };
export const amount: Schema<number> = { json: { type: 'number', minimum: 0 } };
export const count: Schema<number> = { json: { type: 'integer', minimum: 0 } };

export function oneOf<const Value extends string>(values: readonly Value[]): Schema<Value> {
  return { json: { enum: values } };
}

export function exactly<const Value extends boolean>(value: Value): Schema<Value> {
  return { json: { const: value } };
}

export function list<Item>({ json }: Schema<Item>): Schema<readonly Item[]> {
  return { json: { type: 'array', items: json } };
}

/** By whatever names there are. */
export function dictionary<Item>({ json }: Schema<Item>): Schema<Readonly<Record<string, Item>>> {
  return { json: { type: 'object', additionalProperties: json } };
}

export function nullable<Value>(schema: Schema<Value>): Schema<Value | null> {
  return either(schema, { json: { type: 'null' } });
}

export function either<One, Other>(one: Schema<One>, other: Schema<Other>): Schema<One | Other> {
  return { json: { anyOf: [one.json, other.json] } };
}

export function optional<Value>({ json }: Schema<Value>): OptionalSchema<Value> {
  return { json, isOptional: true };
}

/** An object with these properties and no other. */
export function object<Owner extends object>(properties: Properties<Owner>): Schema<Owner> {
  const entries = Object.entries<Schema<unknown>>(properties);
  return {
    json: {
      type: 'object',
      properties: Object.fromEntries(entries.map(([name, { json }]) => [name, json])),
      required: entries.filter(([, schema]) => !('isOptional' in schema)).map(([name]) => name),
      additionalProperties: false,
    },
  };
}
