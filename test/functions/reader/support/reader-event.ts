import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** What of a request a test says. */
export interface ReaderAsking {
  /** @default as a browser asks from the console's own page: nothing that would be refused */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly query?: string;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  /** Who API Gateway says has signed it. */
  readonly authorizer?: object;
}

export const domainName = 'abc.execute-api.eu-west-1.amazonaws.com';

/** The event API Gateway makes of a request (HTTP API, payload format 2.0). */
export function readerEvent(routeKey: string, rawPath: string, asking: ReaderAsking = {}) {
  const { headers = {}, cookies, query = '', body, isBase64Encoded = false, authorizer } = asking;
  const [method = ''] = routeKey.split(' ');
  const event: APIGatewayProxyEventV2 = {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: query,
    ...(cookies && { cookies: [...cookies] }),
    headers,
    requestContext: {
      accountId: '000000000000',
      apiId: 'abc',
      ...(authorizer && { authorizer }),
      domainName,
      domainPrefix: 'abc',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'Mozilla/5.0' },
      requestId: 'request',
      routeKey,
      stage: '$default',
      time: '31/Jul/2015:10:55:10 +0000',
      timeEpoch: 1438340110000,
    },
    ...(body !== undefined && { body }),
    isBase64Encoded,
  };
  return event;
}
