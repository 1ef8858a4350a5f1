/** Dead letters as the tests of `npm run dlq` put them, and the command as they run it. */
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { encodeMessage } from '../../../functions/model/queue-message.ts';
import { type DlqSurroundings, dlq } from '../../../lib/commands/dlq.ts';
import { redrivesAttribute } from '../../../lib/dead-letters/held-message.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import type { Stores } from '../../support/stores.ts';

export const receivedAt = '2026-11-20T10:00:00.000Z';
export const opened = sampleEvent('user_scan_product');
export const openedMessage = encodeMessage({ receivedAt, event: opened });

/** @param redrives how often it was moved back before */
export async function putMessage(
  { sqs }: Stores,
  url: string,
  body: string,
  redrives?: number,
): Promise<void> {
  const attribute = { DataType: 'Number', StringValue: String(redrives) };
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: url,
      MessageBody: body,
      ...(redrives !== undefined && { MessageAttributes: { [redrivesAttribute]: attribute } }),
    }),
  );
}

export function surroundingsOf(stores: Stores): DlqSurroundings {
  return {
    findTarget: async () => ({ ...stores, timeZone: 'Asia/Shanghai', close: () => {} }),
    write: () => {},
    writeError: () => {},
    confirm: undefined,
  };
}

/** @param answer what the person at the terminal says; undefined where there is nobody */
export async function runDlq(stores: Stores, args: string, answer?: boolean) {
  let printed = '';
  let complained = '';
  const exitCode = await dlq(args.split(' '), {
    ...surroundingsOf(stores),
    write: (text) => {
      printed += text;
    },
    writeError: (text) => {
      complained += text;
    },
    confirm: answer === undefined ? undefined : async () => answer,
  });
  return { exitCode, printed, complained };
}
