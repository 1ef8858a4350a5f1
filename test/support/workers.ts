import { randomUUID } from 'node:crypto';
import type { EventName, WeixinEvent } from '../../functions/model/event-types.ts';
import { encodeMessage } from '../../functions/model/queue-message.ts';
import { deadlineIn } from '../../functions/runtime/deadline.ts';
import { type BatchOutcome, processBatch } from '../../functions/workers/engine/process-batch.ts';
import type { WorkerStores } from '../../functions/workers/engine/stores.ts';
import { follow } from '../../functions/workers/subscribe.ts';
import { opening } from '../../functions/workers/user-scan-product.ts';
import { location } from '../../functions/workers/user-scan-product-async.ts';
import { entry } from '../../functions/workers/user-scan-product-enter-session.ts';
import { review } from '../../functions/workers/user-scan-product-verify-action.ts';

export interface Message {
  readonly messageId: string;
  readonly body: string;
}

type Process = (messages: readonly Message[], stores: WorkerStores) => Promise<BatchOutcome>;

const zone = 'Asia/Shanghai';
const lambdaTimeout = 30_000;

/** The five workers' batch processing, without Lambda around it. */
export const workers: Readonly<Record<EventName, Process>> = {
  user_scan_product: (messages, stores) =>
    processBatch(messages, opening, zone, stores, deadlineIn(lambdaTimeout)),
  subscribe: (messages, stores) => processBatch(messages, follow, zone, stores, deadlineIn(lambdaTimeout)),
  user_scan_product_enter_session: (messages, stores) =>
    processBatch(messages, entry, zone, stores, deadlineIn(lambdaTimeout)),
  user_scan_product_async: (messages, stores) =>
    processBatch(messages, location, zone, stores, deadlineIn(lambdaTimeout)),
  user_scan_product_verify_action: (messages, stores) =>
    processBatch(messages, review, zone, stores, deadlineIn(lambdaTimeout)),
};

export function messageOf(event: WeixinEvent): Message {
  const receivedAt = new Date().toISOString();
  return { messageId: randomUUID(), body: encodeMessage({ receivedAt, event }) };
}
