import { expect, test } from 'vitest';
import { connectionFailure, ForwardError } from '../../../../functions/callback/forward/failure.ts';

const named = (name: string) => Object.assign(new Error(''), { name });
const coded = (code: string) => Object.assign(new Error(''), { code });

test.each([
  ['tooSlow', 'a call that was ended', named('AbortError')],
  ['tooSlow', 'a call whose time was up', named('TimeoutError')],
  ['forbiddenAddress', 'a name that stands for this machine', named('ForbiddenAddressError')],
  ['unknownName', 'a name nobody knows', coded('ENOTFOUND')],
  ['unknownName', 'a name server that does not answer', coded('EAI_AGAIN')],
  ['cut', 'a connection that was reset', coded('ECONNRESET')],
  ['cut', 'a connection closed while it was written to', coded('EPIPE')],
  ['cut', 'an answer that is no HTTP', coded('HPE_INVALID_CONSTANT')],
  ['tls', 'a server without TLS', coded('EPROTO')],
  ['tls', 'a certificate that is no longer valid', coded('CERT_HAS_EXPIRED')],
  ['tls', 'a certificate for another name', coded('ERR_TLS_CERT_ALTNAME_INVALID')],
  ['tls', 'a failure of OpenSSL’s', coded('ERR_SSL_WRONG_VERSION_NUMBER')],
  ['tls', 'a certificate signed by itself', coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
  ['unreachable', 'a port nobody listens at', coded('ECONNREFUSED')],
  ['unreachable', 'what is no error', undefined],
])('%s says the log of %s', (reason, _what, error) => {
  expect(connectionFailure(error)).toMatchObject({ name: reason, message: reason, cause: error });
});

test('a failure that is known already stays what it is', () => {
  const known = new ForwardError('tooLarge');
  expect(connectionFailure(known)).toBe(known);
});
