import { ConfigurationError, type Environment } from '../runtime/environment.ts';
import type { CallbackVariable } from './environment.ts';

/** By what the callback function tells Weixin's pushes from others. */
export interface CallbackSettings {
  readonly appId: string;
  /** `required`: a plaintext push is refused. The receiver decides this, never the request. */
  readonly encryption: 'required' | 'off';
  /** How far a push's timestamp may be from now, in seconds; 0: any. */
  readonly maxAgeSeconds: number;
}

/** @throws {ConfigurationError} naming every setting that is wrong */
export function readCallbackSettings(environment: Environment<CallbackVariable>): CallbackSettings {
  const { WEIXIN_APP_ID: appId, WEIXIN_ENCRYPTION: encryption, WEIXIN_MAX_AGE_SECONDS: maxAge } = environment;
  const isMode = encryption === 'required' || encryption === 'off';
  const isAge = /^\d+$/.test(maxAge);
  if (isMode && isAge) return { appId, encryption, maxAgeSeconds: Number(maxAge) };
  const problems = [
    isMode ? undefined : 'WEIXIN_ENCRYPTION is required or off',
    isAge ? undefined : 'WEIXIN_MAX_AGE_SECONDS is a number of seconds',
  ];
  throw new ConfigurationError(problems.filter(Boolean).join('; '));
}
