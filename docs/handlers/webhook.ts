import { createHmac } from 'node:crypto';
import type { Handle } from '../../functions/handlers/handle.ts';

/**
 * Sends every event to a server of yours, signed as Standard Webhooks 1.0 says, so that any of its libraries
 * verifies it. As `handlers/all.ts`, with the environment `WEBHOOK_URL` and the secret `WEBHOOK_SECRET`
 * (`whsec_…`) in `handlers/all.config.ts`. What is not answered with 2xx comes again.
 */
export const handle: Handle = async (event, { id, remainingTime, secret }) => {
  const body = JSON.stringify({ type: `weixin.${event.Event}`, data: event });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const response = await fetch(process.env.WEBHOOK_URL ?? '', {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(Math.min(10_000, remainingTime() - 2000)),
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': sign(`${id}.${timestamp}.${body}`, await secret('WEBHOOK_SECRET')),
    },
    body,
  });
  if (!response.ok) throw new Error(`the webhook answered ${response.status}`);
};

function sign(text: string, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
}
