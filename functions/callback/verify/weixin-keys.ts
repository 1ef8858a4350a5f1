import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { asError, logger } from '../../runtime/telemetry.ts';

/** What is shared with Weixin: the current value first, then the previous one while they change. */
export interface WeixinKeys {
  readonly tokens: readonly string[];
  readonly encodingAesKeys: readonly string[];
}

export interface WeixinKeyringProps {
  readonly client: SecretsManagerClient;
  readonly tokenSecretArn: string;
  readonly encodingAesKeySecretArn: string;
  /** @default Date.now */
  readonly now?: () => number;
}

/** How long keys are used before they are read again, in milliseconds. */
const lifetime = 5 * 60 * 1000;
/** How often a wrong signature may cause a reading, so that no stranger can run up calls. */
const refreshInterval = 60 * 1000;
/**
 * The same after a reading that failed: a key may have been replaced, and what is refused Weixin pushes again three
 * times within a second, and then never.
 */
const retryInterval = 250;

/**
 * The keys in Secrets Manager, read when first needed and kept. The previous ones are read only from
 * the first push on that the current ones do not fit: without a rotation a start costs two calls.
 */
export class WeixinKeyring {
  readonly #props: WeixinKeyringProps;
  readonly #now: () => number;
  #keys: WeixinKeys | undefined;
  #readAt = Number.NEGATIVE_INFINITY;
  #refreshableAt = Number.NEGATIVE_INFINITY;

  constructor(props: WeixinKeyringProps) {
    this.#props = props;
    this.#now = props.now ?? Date.now;
  }

  /** The keys; after their lifetime the old ones serve on while Secrets Manager does not answer. */
  async keys(signal: AbortSignal): Promise<WeixinKeys> {
    if (!this.#keys) return this.#read(false, signal);
    if (this.#now() - this.#readAt < lifetime) return this.#keys;
    const hadPrevious = this.#keys.tokens.length > 1 || this.#keys.encodingAesKeys.length > 1;
    return this.#readOrKeep(hadPrevious, this.#keys, signal);
  }

  /** Current and previous keys, read again; undefined if that was done within the last minute, or failed just now. */
  async refreshed(signal: AbortSignal): Promise<WeixinKeys | undefined> {
    if (!this.#keys || this.#now() < this.#refreshableAt) return undefined;
    this.#refreshableAt = this.#now() + refreshInterval;
    return this.#readOrKeep(true, this.#keys, signal);
  }

  async #readOrKeep(withPrevious: boolean, known: WeixinKeys, signal: AbortSignal): Promise<WeixinKeys> {
    try {
      return await this.#read(withPrevious, signal);
    } catch (error) {
      logger.warn('Secrets Manager does not answer: the known keys serve on', asError(error));
      this.#readAt = this.#now() - lifetime + refreshInterval;
      this.#refreshableAt = this.#now() + retryInterval;
      return known;
    }
  }

  async #read(withPrevious: boolean, signal: AbortSignal): Promise<WeixinKeys> {
    const { tokenSecretArn, encodingAesKeySecretArn } = this.#props;
    const [tokens, encodingAesKeys] = await Promise.all([
      this.#versions(tokenSecretArn, withPrevious, signal),
      this.#versions(encodingAesKeySecretArn, withPrevious, signal),
    ]);
    this.#keys = { tokens, encodingAesKeys };
    this.#readAt = this.#now();
    return this.#keys;
  }

  async #versions(arn: string, withPrevious: boolean, signal: AbortSignal): Promise<string[]> {
    const stages = withPrevious ? ['AWSCURRENT', 'AWSPREVIOUS'] : ['AWSCURRENT'];
    const versions = await Promise.all(stages.map((stage) => this.#version(arn, stage, signal)));
    return versions.filter((version) => version !== undefined);
  }

  async #version(arn: string, stage: string, signal: AbortSignal): Promise<string | undefined> {
    try {
      const command = new GetSecretValueCommand({ SecretId: arn, VersionStage: stage });
      const { SecretString } = await this.#props.client.send(command, { abortSignal: signal });
      return SecretString;
    } catch (error) {
      const isAbsent = stage === 'AWSPREVIOUS' && error instanceof ResourceNotFoundException;
      if (isAbsent) return undefined;
      throw error;
    }
  }
}
