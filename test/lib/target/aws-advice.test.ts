import { describe, expect, it } from 'vitest';
import { awsAdvice } from '../../../lib/target/aws-advice.ts';

function named(name: string, message: string, fields: object = {}): Error {
  return Object.assign(new Error(message), { name, ...fields });
}

const refused = { code: 'ECONNREFUSED', address: '127.0.0.1', port: 4001 };

describe('what to do about an error of AWS', () => {
  it.each([
    [
      'no credentials',
      named('CredentialsProviderError', 'Could not load credentials from any providers'),
      /aws sso login/,
    ],
    ['no region', named('Error', 'Region is missing'), /AWS_REGION=/],
    [
      'expired credentials',
      named('ExpiredTokenException', 'The security token has expired'),
      /sign in again/,
    ],
    ['unknown credentials', named('UnrecognizedClientException', 'invalid'), /get-caller-identity/],
    [
      'a denied call',
      named('AccessDeniedException', 'User x is not authorized to perform: dynamodb:Query'),
      /dynamodb:Query/,
    ],
    [
      'something that is gone',
      named('ResourceNotFoundException', 'Requested resource not found'),
      /cdk drift/,
    ],
    [
      'a host nobody knows',
      named('Error', 'getaddrinfo', { code: 'ENOTFOUND', hostname: 'sqs.mars-1.amazonaws.com' }),
      /sqs\.mars-1.*AWS_REGION/,
    ],
    [
      'a local run that has ended',
      new AggregateError([named('Error', 'connect', refused)]),
      /local run does not answer at 127\.0\.0\.1:4001/,
    ],
    ['any other answer', named('SomeException', 'too odd', { $metadata: {} }), /SomeException: too odd/],
  ])('is said of %s', (_case, error, advice) => {
    expect(awsAdvice(error)?.en).toMatch(advice);
  });

  it.each([
    ['a fault of the command', new TypeError('x is undefined')],
    ['a file that is not there', named('Error', 'open', { code: 'ENOENT' })],
    ['no error', 'text'],
  ])('is not said of %s', (_case, error) => {
    expect(awsAdvice(error)).toBeUndefined();
  });
});
