import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { decodePublishedMessage } from '../model/queue-message.ts';
import { asError, logger } from '../runtime/telemetry.ts';
import type { Handle, HandlerContext } from './handle.ts';
import { readSecret } from './read-secret.ts';

type LambdaHandler = (
  event: SQSEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<SQSBatchResponse>;

/** Milliseconds a handler is left at least; with less the message comes again. */
const leastTime = 1000;

/**
 * The Lambda handler around the merchant's own: hands it the events of a batch side by side, and gives back
 * those it threw at. One that hangs is given back too, before Lambda would stop the function and with it
 * the events that were handled well.
 */
export function runHandler(handle: Handle): LambdaHandler {
  return async ({ Records }, context) => {
    const remainingTime = () => context.getRemainingTimeInMillis();
    const outcomes = await Promise.all(
      Records.map(async ({ messageId, body }) => {
        try {
          await inTime(handleOne(handle, body, remainingTime), remainingTime() - leastTime);
          return [];
        } catch (error) {
          logger.error('an event is given back', { messageId, error: asError(error) });
          return [{ itemIdentifier: messageId }];
        }
      }),
    );
    return { batchItemFailures: outcomes.flat() };
  };
}

async function handleOne(handle: Handle, body: string, remainingTime: () => number): Promise<void> {
  const { id, event } = decodePublishedMessage(body);
  const context: HandlerContext = { id, logger, remainingTime, secret: readSecret };
  await handle(event, context);
}

/** A handler did not come to an end in its function's time. */
class HandlerTimeoutError extends Error {
  override readonly name = 'HandlerTimeoutError';
}

async function inTime(work: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const give = () => reject(new HandlerTimeoutError('the function’s time ran out'));
    timer = setTimeout(give, milliseconds);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
