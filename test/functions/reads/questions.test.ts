import { describe, expect, it } from 'vitest';
import { readParameters } from '../../../functions/reads/parameter.ts';
import { questions } from '../../../functions/reads/questions.ts';

const all = Object.entries(questions);
const parameters = all.flatMap(([question, asked]) =>
  Object.entries(asked.parameters).map(([name, parameter]) => ({ question, name, ...parameter })),
);

describe('whoever reads the API’s document', () => {
  it.each(all)('learns in a sentence what %s answers', (_question, { about }) => {
    expect(about).toMatch(/^[A-Z].{20,}\.$/);
  });

  it.each(parameters)('learns in a sentence what $name of $question is', ({ description }) => {
    expect(description).toMatch(/^[A-Z].{10,}\.$/);
  });

  it.each([
    ['openid', { type: 'string', minLength: 1 }],
    ['keyStr', { type: 'string', minLength: 1 }],
    ['from', { type: 'string', format: 'date' }],
    ['beforeTo', { type: 'string', format: 'date' }],
    ['limit', { type: 'integer', minimum: 1, maximum: 1_000_000 }],
    ['skip', { type: 'integer', minimum: 0, maximum: 1_000_000 }],
  ])('learns what %s may be', (parameter, schema) => {
    const schemas = parameters.filter(({ name }) => name === parameter).map((each) => each.schema);
    expect(schemas.length).toBeGreaterThan(0);
    for (const each of schemas) expect(each).toEqual(schema);
  });

  it('learns what has to be said, and what may be left out', () => {
    const demanded = (question: string) =>
      parameters.filter((each) => each.question === question && each.required).map(({ name }) => name);
    expect(Object.fromEntries(all.map(([question]) => [question, demanded(question)]))).toEqual({
      account: ['from', 'to'],
      products: [],
      highlights: ['from', 'to'],
      product: ['keyStandard', 'keyStr', 'from', 'to'],
      background: ['keyStandard', 'keyStr'],
      user: ['openid'],
      pipeline: [],
    });
  });
});

it('nobody but the question about a person tells of people', () => {
  const ofPeople = all.filter(([, { tells }]) => tells !== 'numbers').map(([question]) => question);
  expect(ofPeople).toEqual(['user']);
});

describe('how many products there are to be', () => {
  const read = (query: string) => readParameters(new URLSearchParams(query), questions.products.parameters);

  it.each([
    ['limit=1', { limit: 1 }],
    ['limit=1000000&skip=0', { limit: 1_000_000, skip: 0 }],
  ])('may be said by %s', (query, said) => expect(read(query)).toMatchObject(said));

  it.each(['limit=0', 'limit=1000001', 'skip=-1', 'skip=1000001', 'limit=1e3', 'limit=0x10', 'skip=%201'])(
    'may not be said by %s',
    (query) => expect(() => read(query)).toThrow(/^(limit|skip) is a number from \d to 1000000\.$/),
  );
});
