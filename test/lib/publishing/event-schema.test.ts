import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { eventNames } from '../../../functions/model/event-types.ts';
import { cloudEventOf } from '../../../functions/publishing/cloud-event.ts';
import { schema } from '../../../lib/commands/schema.ts';
import { eventsSchema } from '../../../lib/publishing/event-schema.ts';
import { samples } from '../../../lib/weixin/samples.ts';

const ajv = new Ajv2020({ formats: { 'date-time': (value: string) => !Number.isNaN(Date.parse(value)) } });
const isPublished = ajv.compile(eventsSchema());
const published = (name: (typeof eventNames)[number]) => structuredClone(cloudEventOf(samples[name]));

describe('the schema of published events', () => {
  it.each(eventNames)('takes a published %s', (name) => {
    expect(isPublished(published(name))).toBe(true);
  });

  it.each(eventNames)('takes no %s that lacks its id, or one of Weixin’s fields', (name) => {
    const { id: _id, ...withoutId } = published(name);
    const { FromUserName: _openid, ...data } = published(name).data;
    expect([isPublished(withoutId), isPublished({ ...published(name), data })]).toEqual([false, false]);
  });

  it.each([
    [[], 'https://json-schema.org/draft/2020-12/schema'],
    [['events'], 'https://json-schema.org/draft/2020-12/schema'],
    [['asyncapi'], '"asyncapi": "3.0.0"'],
  ])('is printed by npm run schema -- %j', async (commandLine, expected) => {
    const printed: string[] = [];
    const surroundings = { write: (text: string) => printed.push(text), writeError: () => {} };

    expect(await schema(commandLine, surroundings)).toBe(0);

    expect(printed.join('')).toContain(expected);
    for (const name of eventNames) expect(printed.join('')).toContain(`"weixin.${name}"`);
  });

  it('is not printed for a document there is none of', async () => {
    const errors: string[] = [];
    const surroundings = { write: () => {}, writeError: (text: string) => errors.push(text) };

    expect(await schema(['wsdl'], surroundings)).toBe(2);
    expect(errors.join('')).toContain('Allowed choices are events, asyncapi, openapi');
  });
});
