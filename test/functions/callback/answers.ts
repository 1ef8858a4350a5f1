import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** An answer that says nothing but its status. */
export function emptyAnswer(statusCode: number): APIGatewayProxyStructuredResultV2 {
  return textAnswer(statusCode, '');
}

export function textAnswer(statusCode: number, body: string): APIGatewayProxyStructuredResultV2 {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };
  return { statusCode, headers, body };
}

/** What the wide log line of a push of that outcome holds. */
export function logged(outcome: string): RegExp {
  return new RegExp(`"outcome": ?"${outcome}"`);
}

/** What is printed where a metric is counted once. */
export function metered(metric: string): RegExp {
  return new RegExp(`"${metric}": ?1\\b`);
}
