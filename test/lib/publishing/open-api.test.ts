import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { questions } from '../../../functions/reads/questions.ts';
import { schema } from '../../../lib/commands/schema.ts';
import { openApi } from '../../../lib/publishing/open-api.ts';

const document = openApi();

describe('the OpenAPI document of the read API', () => {
  it('is one, by the specification’s own schema', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('is refused by that schema where it is none', async () => {
    const { info: _info, ...without } = structuredClone(document);
    expect(await new Validator().validate(without)).toMatchObject({ valid: false });
  });

  it('has every question, under its path', () => {
    expect(Object.keys(document.paths)).toEqual(
      [...Object.keys(questions), 'visit'].map((name) => `/api/${name}`),
    );
  });

  it('refers to nothing that it does not have', () => {
    const references = JSON.stringify(document).matchAll(/"#\/components\/(\w+)\/(\w+)"/g);
    const found = Object(document.components);
    const missing = [...references].filter(([, kind = '', name = '']) => found[kind]?.[name] === undefined);
    expect(missing).toEqual([]);
  });

  it('is printed by npm run schema -- openapi', async () => {
    const printed: string[] = [];
    const surroundings = { write: (text: string) => printed.push(text), writeError: () => {} };
    expect(await schema(['openapi'], surroundings)).toBe(0);
    expect(JSON.parse(printed.join(''))).toEqual(document);
  });
});
