import { expect, test } from 'vitest';
import { callbackVariables } from '../../../functions/callback/environment.ts';
import { readCallbackSettings } from '../../../functions/callback/settings.ts';
import { recordOf } from '../../../functions/model/record-of.ts';

const environment = {
  ...recordOf(callbackVariables, () => ''),
  WEIXIN_APP_ID: 'wx1',
  WEIXIN_ENCRYPTION: 'required',
  WEIXIN_MAX_AGE_SECONDS: '600',
};

test.each(['required', 'off'])('encryption may be %s', (encryption) => {
  expect(readCallbackSettings({ ...environment, WEIXIN_ENCRYPTION: encryption })).toEqual({
    appId: 'wx1',
    encryption,
    maxAgeSeconds: 600,
  });
});

const mode = 'WEIXIN_ENCRYPTION is required or off';
const age = 'WEIXIN_MAX_AGE_SECONDS is a number of seconds';

test.each([
  ['optional', '600', mode],
  ['required', '', age],
  ['required', '-1', age],
  ['off', '600s', age],
  ['', '1e3', `${mode}; ${age}`],
])('encryption %j and an age of %j are refused: %s', (encryption, maxAge, message) => {
  const wrong = { ...environment, WEIXIN_ENCRYPTION: encryption, WEIXIN_MAX_AGE_SECONDS: maxAge };
  expect(() => readCallbackSettings(wrong)).toThrow(
    expect.objectContaining({ name: 'ConfigurationError', message }),
  );
});
