import { functionEnvironment } from '../../lib/local/functions/function-environment.ts';
import type { LocalFunction } from '../../lib/local/functions/local-function.ts';
import { eventPush } from '../../lib/weixin/push.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import { signedPush } from '../../lib/weixin/signed-push.ts';
import { gatewayEvent } from '../../test/functions/callback/gateway-event.ts';
import { cookieOf } from '../../test/functions/reader/support/asking.ts';
import { bundle } from '../bundle.ts';
import { account, callbackUrl } from '../push/account.ts';
import type { Effort } from '../section.ts';
import type { Start } from '../start/start.ts';
import { startOnce } from '../start/start-once.ts';

const names = ['reader', 'callback'] as const;

type Compared<Value> = Readonly<Record<(typeof names)[number], Value>>;

/** Starts reader and callback in turns, each in a process of its own, up to the first answer. */
export async function coldReader(
  effort: Effort,
  awsEndpoint: string,
  functions: Compared<LocalFunction>,
  asked: { readonly token: string; readonly query: string },
): Promise<Compared<readonly Start[]>> {
  const starter = await bundle('bench/start/start.ts');
  const starts: Compared<Start[]> = { reader: [], callback: [] };
  for (let round = 0; round < (effort === 'full' ? 40 : 6); round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const { definition } = functions[name];
      const environment = {
        PATH: process.env.PATH ?? '',
        ...functionEnvironment(definition, awsEndpoint),
      };
      const event = name === 'reader' ? highlightsAsked(asked) : firstPush(round);
      starts[name].push(
        await startOnce({ starter: starter.file, file: definition.handler.file, environment, event }),
      );
    }
  }
  return starts;
}

function firstPush(round: number): object {
  const event = sampleEvent('user_scan_product', { FromUserName: `starter${round}` });
  return gatewayEvent(signedPush(callbackUrl, eventPush(event), account));
}

/** The page asking for what it shows first, as API Gateway hands it over. */
function highlightsAsked({ token, query }: { readonly token: string; readonly query: string }): object {
  return {
    version: '2.0',
    routeKey: 'GET /console/{proxy+}',
    rawPath: '/console/api/highlights',
    rawQueryString: query,
    headers: { 'sec-fetch-site': 'same-origin', 'accept-encoding': 'br' },
    cookies: [cookieOf(token)],
    requestContext: { domainName: 'api.execute-api.us-east-1.amazonaws.com' },
    isBase64Encoded: false,
  };
}
