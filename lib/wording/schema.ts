import { spoken } from './language.ts';

/** Texts of `npm run schema`. */
export const schemaTexts = spoken(
  {
    about: 'Prints what published events look like.',
    document: 'events: a JSON Schema (2020-12); asyncapi: an AsyncAPI 3.0 document',
  },
  {
    about: '输出所发布事件的格式。',
    document: 'events：JSON Schema（2020-12）；asyncapi：AsyncAPI 3.0 文档',
  },
);
