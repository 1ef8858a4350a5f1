import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { SignedPush } from '../../../lib/weixin/signed-push.ts';

/** What of a request API Gateway hands over, as it differs from a push as Weixin sends it. */
export interface Delivery {
  readonly method?: 'GET' | 'POST';
  readonly isBase64Encoded?: boolean;
  /** Beside those of the push. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The event API Gateway makes of a request (HTTP API, payload format 2.0). */
export function gatewayEvent(
  { url, headers, body }: SignedPush,
  { method = 'POST', isBase64Encoded = false, headers: others }: Delivery = {},
): APIGatewayProxyEventV2 {
  const { pathname } = new URL(url);
  return {
    version: '2.0',
    routeKey: `${method} ${pathname}`,
    rawPath: pathname,
    // To the letter: URL would write some characters anew.
    rawQueryString: url.split('?').slice(1).join('?'),
    headers: { ...headers, ...others },
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'api.execute-api.us-east-1.amazonaws.com',
      domainPrefix: 'api',
      http: { method, path: pathname, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'Mozilla/4.0' },
      requestId: 'request',
      routeKey: `${method} ${pathname}`,
      stage: '$default',
      time: '31/Jul/2015:10:55:10 +0000',
      timeEpoch: 1438340110000,
    },
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}
