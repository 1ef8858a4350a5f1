import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { textOf } from '../../functions/insights/query-all.ts';
import type { WeixinEvent } from '../../functions/model/event-types.ts';
import { lastErrorKey } from '../../functions/model/events-table.ts';
import type { LastError } from '../../functions/workers/engine/note-last-errors.ts';
import type { Target } from '../target/target.ts';

/** Where workers note why they gave up. */
export type LastErrorSource = Pick<Target, 'dynamodb' | 'eventsTable'>;

/** Why an event's worker gave up on it; undefined where it could not note that, such as a worker that was killed. */
export async function readLastError(
  { dynamodb, eventsTable }: LastErrorSource,
  event: WeixinEvent,
): Promise<LastError | undefined> {
  const command = new GetItemCommand({ TableName: eventsTable, Key: marshall(lastErrorKey(event)) });
  const { Item = {} } = await dynamodb.send(command);
  const item = unmarshall(Item);
  const [lastError, lastErrorAt] = [textOf(item, 'lastError'), textOf(item, 'lastErrorAt')];
  return lastError === undefined || lastErrorAt === undefined ? undefined : { lastError, lastErrorAt };
}
