import { spoken } from './language.ts';

/** Texts of `npm run schema`. */
export const schemaTexts = spoken(
  {
    about: 'Prints what published events, and the read API, look like.',
    document:
      'events: a JSON Schema (2020-12) of events; asyncapi: an AsyncAPI 3.0 document of them; openapi: an OpenAPI 3.1 document of the read API',
  },
  {
    about: '输出所发布事件和读取接口的格式。',
    document:
      'events：事件的 JSON Schema（2020-12）；asyncapi：事件的 AsyncAPI 3.0 文档；openapi：读取接口的 OpenAPI 3.1 文档',
  },
);
