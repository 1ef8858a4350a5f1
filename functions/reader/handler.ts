import { fileURLToPath } from 'node:url';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { readEnvironment } from '../runtime/environment.ts';
import { plainAnswer, type ReaderAnswer, resultOf } from './answer.ts';
import { answerApi } from './api/api.ts';
import { answerConsole, answerConsolePost, answerSession } from './console/console.ts';
import { readerVariables } from './environment.ts';
import { answerFailure } from './failure.ts';
import { openReader, type Reader } from './reader.ts';
import { type ReaderRequest, readRequest } from './request.ts';
import { consolePath, type ReaderRoute } from './routes.ts';

const answers: Readonly<
  Record<ReaderRoute, (reader: Reader, request: ReaderRequest) => Promise<ReaderAnswer>>
> = {
  entry: async () => ({ ...plainAnswer(308), headers: { location: consolePath } }),
  console: answerConsole,
  consolePost: answerConsolePost,
  session: answerSession,
  api: answerApi,
};

let reader: Reader | undefined;

/** Answers API Gateway: page, console and read API. The one place where errors become statuses. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  try {
    reader ??= openReader(readEnvironment(readerVariables), pageFolder());
    const request = readRequest(event);
    return resultOf(await answers[request.route](reader, request));
  } catch (error) {
    return resultOf(answerFailure(error));
  }
}

/** Beside the bundle's one file. */
function pageFolder(): string {
  return fileURLToPath(new URL('page/', import.meta.url));
}
