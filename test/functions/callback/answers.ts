import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** An answer that says nothing but its status. */
export function emptyAnswer(statusCode: number): APIGatewayProxyStructuredResultV2 {
  return textAnswer(statusCode, '');
}

export function textAnswer(statusCode: number, body: string): APIGatewayProxyStructuredResultV2 {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };
  return { statusCode, headers, body };
}
