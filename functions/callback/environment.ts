import { storeVariables } from '../stores/environment.ts';

/** What the callback function reads from its environment; the stack fills exactly these. */
export const callbackVariables = [
  'WEIXIN_APP_ID',
  'WEIXIN_ENCRYPTION',
  'WEIXIN_MAX_AGE_SECONDS',
  'TOKEN_SECRET_ARN',
  'ENCODING_AES_KEY_SECRET_ARN',
  ...storeVariables,
] as const;

export type CallbackVariable = (typeof callbackVariables)[number];
