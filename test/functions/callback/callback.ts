import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { vi } from 'vitest';
import { eventNames } from '../../../functions/model/event-types.ts';
import { readEnvironment } from '../../../functions/runtime/environment.ts';
import { storeVariables } from '../../../functions/stores/environment.ts';
import { type Stores as CallbackStores, openStores } from '../../../functions/stores/stores.ts';
import { StoredSecret } from '../../../lib/local/engines/secret-store.ts';
import { startSecretsManager } from '../../../lib/local/engines/secrets-manager.ts';
import type { SignedPush } from '../../../lib/weixin/signed-push.ts';
import { freshStores, type Stores } from '../../support/stores.ts';
import { type Delivery, gatewayEvent } from './gateway-event.ts';
import { account } from './understand.ts';

/** The callback function behind a gateway, in front of stores of its own. */
export interface Callback {
  readonly stores: Stores;
  readonly token: StoredSecret;
  readonly encodingAesKey: StoredSecret;
  /** Everything the function has printed: log lines and metrics. */
  readonly printed: readonly string[];
  push(push: SignedPush, delivery?: Delivery): Promise<APIGatewayProxyStructuredResultV2>;
  kept(): Promise<Kept>;
  stop(): Promise<void>;
}

/** Everything tables and queues hold. */
export interface Kept {
  readonly claims: readonly Readonly<Record<string, unknown>>[];
  /** Messages on the queues of events. */
  readonly messages: readonly Readonly<Record<string, unknown>>[];
  readonly quarantined: readonly Readonly<Record<string, unknown>>[];
}

/** Every invocation's name: as long as those Lambda gives. */
export const lambdaId = '8b9e5c1e-7a2f-4d0e-9a51-2f6f0c6f1d3a';

export const nothing: Kept = { claims: [], messages: [], quarantined: [] };

export interface CallbackOptions {
  /** Changes what Secrets Manager holds before the function is loaded, which reads it then. */
  readonly beforeLoading?: (secrets: Pick<Callback, 'token' | 'encodingAesKey'>) => void;
  /** Environment variables that are not as the template has them. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Endpoints that stand in for a service's own. */
  readonly endpoints?: {
    readonly dynamodb?: string;
    readonly sqs?: string;
    readonly secretsManager?: string;
  };
}

/**
 * Loads the handler anew, as a new Lambda instance does, with the environment the template gives it. One
 * at a time: its clients read the environment when they are first used.
 */
export async function startCallback({
  beforeLoading,
  variables,
  endpoints = {},
}: CallbackOptions = {}): Promise<Callback> {
  const stores = await freshStores();
  const { TOKEN_SECRET_ARN = '', ENCODING_AES_KEY_SECRET_ARN = '' } = stores.environment;
  const token = new StoredSecret(TOKEN_SECRET_ARN, account.token);
  const encodingAesKey = new StoredSecret(ENCODING_AES_KEY_SECRET_ARN, account.encodingAesKey);
  const secretsManager = await startSecretsManager([token, encodingAesKey]);
  const environment = {
    ...stores.environment,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsManager ?? secretsManager.origin,
    ...(endpoints.dynamodb && { AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb }),
    ...(endpoints.sqs && sqsAt(endpoints.sqs, stores.environment)),
    // Powertools then prints through the global console, where it can be caught.
    POWERTOOLS_DEV: 'true',
    ...variables,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const printed = catchPrinted();
  beforeLoading?.({ token, encodingAesKey });
  vi.resetModules();
  const { handler } = await import('../../../functions/callback/handler.ts');
  return {
    stores,
    token,
    encodingAesKey,
    printed,
    push: (push, delivery) => handler(gatewayEvent(push, delivery), { awsRequestId: lambdaId }),
    kept: () => everythingKept(stores),
    stop: async () => {
      vi.unstubAllEnvs();
      vi.restoreAllMocks();
      await Promise.all([stores.stop(), secretsManager.close()]);
    },
  };
}

/** Stores as the running callback function opens them, with clients of their own that may be bent. */
export function openCallbackStores(): CallbackStores {
  return openStores(readEnvironment(storeVariables));
}

/** SQS is addressed by the URLs of its queues as well. */
function sqsAt(endpoint: string, environment: Stores['environment']): Record<string, string> {
  const { AWS_ENDPOINT_URL_SQS = '' } = environment;
  const pointing = Object.entries(environment).filter(([, value]) => value.startsWith(AWS_ENDPOINT_URL_SQS));
  return Object.fromEntries(
    pointing.map(([name, value]) => [name, value.replace(AWS_ENDPOINT_URL_SQS, endpoint)]),
  );
}

function catchPrinted(): string[] {
  const printed: string[] = [];
  for (const level of ['log', 'debug', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...line) => void printed.push(line.map(String).join(' ')));
  }
  return printed;
}

async function everythingKept(stores: Stores): Promise<Kept> {
  const onQueue = async (url: string) => (await stores.messages(url)).map((body) => JSON.parse(body));
  const { Items = [] } = await stores.dynamodb.send(new ScanCommand({ TableName: stores.eventsTable }));
  return {
    claims: Items.map((item) => unmarshall(item)),
    messages: (await Promise.all(eventNames.map((name) => onQueue(stores.queueUrl(name))))).flat(),
    quarantined: await onQueue(stores.quarantineUrl),
  };
}
