import { buildApp } from 'fauxqs';
import { localAwsAccount } from '../account.ts';
import { loopback } from '../loopback-server.ts';

export interface LocalSqs {
  /** Where SQS answers, and SNS too: topics hand messages to queues. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Starts fauxqs, an SQS and SNS inside this process, on a free port of the loopback interface. */
export async function startSqs(): Promise<LocalSqs> {
  const app = buildApp({ logger: false, defaultRegion: localAwsAccount.region });
  let storedOrigin = '';
  // fauxqs finds a queue only by the URL it made, whose host few resolvers know. The path is enough.
  app.addHook('preHandler', async ({ body }) => {
    if (isQueueCall(body)) body.QueueUrl = `${storedOrigin}${new URL(body.QueueUrl).pathname}`;
  });
  const endpoint = await app.listen({ port: 0, host: loopback });
  storedOrigin = `http://sqs.${localAwsAccount.region}.localhost:${new URL(endpoint).port}`;
  return {
    endpoint,
    stop: async () => {
      await app.close();
    },
  };
}

function isQueueCall(body: unknown): body is { QueueUrl: string } {
  return (
    typeof body === 'object' && body !== null && 'QueueUrl' in body && URL.canParse(String(body.QueueUrl))
  );
}
