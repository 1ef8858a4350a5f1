import { setTimeout as pause } from 'node:timers/promises';
import {
  CloudWatchLogsClient,
  GetQueryResultsCommand,
  type ResultField,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { ForwardingFigures } from '../../functions/insights/answers.ts';
import { pushMessage } from '../../functions/model/push-line.ts';
import { deployedRegion } from '../target/deployed-region.ts';

const day = 24 * 60 * 60;
const query = `filter message = "${pushMessage}" and ispresent(forward) | stats count(*) as pushes, pct(forwardMs, 99) as p99 by forward`;

/** How often, and after how many milliseconds each, it is asked whether the query is done. */
const [mostLooks, betweenLooks] = [40, 500];

/**
 * How forwarding went in the last 24 hours, asked of the callback function's log: a metric for it would cost
 * $0.30 a month, this a fraction of a cent each time. Undefined where the log does not answer in time.
 */
export async function figuresInLog(stack: string): Promise<ForwardingFigures | undefined> {
  const client = new CloudWatchLogsClient(deployedRegion());
  try {
    const now = Math.floor(Date.now() / 1000);
    const { queryId } = await client.send(
      new StartQueryCommand({
        logGroupName: `/aws/lambda/${stack}-callback`,
        startTime: now - day,
        endTime: now,
        queryString: query,
      }),
    );
    for (let look = 0; look < mostLooks; look++) {
      const { status, results = [] } = await client.send(new GetQueryResultsCommand({ queryId }));
      if (status === 'Complete') return figuresOf(results);
      if (status !== 'Running' && status !== 'Scheduled') return undefined;
      await pause(betweenLooks);
    }
    return undefined;
  } finally {
    client.destroy();
  }
}

function figuresOf(rows: readonly (readonly ResultField[])[]): ForwardingFigures {
  const fields = rows.map((row) => new Map(row.map(({ field, value }) => [field, value])));
  const pushes = (isMeant: (forward: string) => boolean) =>
    fields
      .filter((row) => isMeant(row.get('forward') ?? ''))
      .reduce((sum, row) => sum + Number(row.get('pushes')), 0);
  const p99 = fields.find((row) => row.get('forward') === 'answered')?.get('p99');
  return {
    forwarded: pushes((forward) => forward !== 'loop'),
    failed: pushes((forward) => forward === 'failed' || forward === 'notTried'),
    p99Milliseconds: p99 === undefined ? null : Number(p99),
  };
}
