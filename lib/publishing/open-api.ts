import { visitQuestion } from '../../functions/reader/api/visit-question.ts';
import { apiPath } from '../../functions/reader/routes.ts';
import { type Question, questions } from '../../functions/reads/questions.ts';
import { type ApiAnswers, answerSchemas, components } from './answer-schemas.ts';

const asked: Readonly<Record<keyof ApiAnswers, Question>> = { ...questions, visit: visitQuestion };

/** The read API of a stack with `-c reader=true`, as an OpenAPI 3.1 document. */
export function openApi() {
  const names = Object.keys(asked) as (keyof ApiAnswers)[];
  return {
    openapi: '3.1.0',
    info: {
      title: 'Product events of a Weixin Official Account: the read API',
      version: '1.0.0',
      description:
        'What a stack deployed with -c reader=true answers. Days are calendar days in the time zone of the statistics.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [
      {
        url: 'https://{host}',
        description: 'As in the output ReadApiUrl of the stack.',
        variables: { host: { default: 'example.execute-api.us-east-1.amazonaws.com' } },
      },
    ],
    security: [{ awsSignature: [] }],
    paths: Object.fromEntries(names.map((name) => [`${apiPath}${name}`, { get: operation(name) }])),
    components: {
      schemas: components,
      responses: {
        Wrong: plain(
          'A sentence that names every parameter that is missing or wrong, or says that too much was asked for.',
        ),
        Refused: fromGateway('Not signed by AWS credentials that may execute-api:Invoke here.'),
        TooMany: fromGateway('More requests than the API lets through: ask again later.'),
        Unavailable: {
          description: 'A table or a queue does not answer: ask again. It says nothing of what was asked.',
        },
      },
      securitySchemes: {
        awsSignature: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'AWS Signature Version 4, service execute-api.',
          'x-amazon-apigateway-authtype': 'awsSigv4',
        },
      },
    },
  };
}

function operation(name: keyof ApiAnswers) {
  const { about, tells, parameters } = asked[name];
  return {
    operationId: name,
    summary: about,
    tags: [tells],
    parameters: Object.entries(parameters).map(([parameter, { description, schema, required }]) => ({
      name: parameter,
      in: 'query',
      required,
      description,
      schema,
    })),
    responses: {
      200: {
        description: 'The answer.',
        content: { 'application/json': { schema: answerSchemas[name].json } },
      },
      400: { $ref: '#/components/responses/Wrong' },
      403: { $ref: '#/components/responses/Refused' },
      429: { $ref: '#/components/responses/TooMany' },
      503: { $ref: '#/components/responses/Unavailable' },
    },
  };
}

function plain(description: string) {
  return { description, content: { 'text/plain': { schema: { type: 'string' } } } };
}

/** What API Gateway answers by itself. */
function fromGateway(description: string) {
  const message = { type: 'object', properties: { message: { type: 'string' } }, required: ['message'] };
  return { description, content: { 'application/json': { schema: message } } };
}
