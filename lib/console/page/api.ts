import { noteAnswered, noteClosed, noteLost } from './connection.ts';

/** The server cannot be reached: that is said once, for the whole page. */
export class DisconnectedError extends Error {
  override readonly name = 'DisconnectedError';
}

/** An answer, and the tag by which the server knows it again. */
export interface Tagged<Answer> {
  readonly answer: Answer;
  readonly etag: string | null;
}

/** Statuses of what stands in front of a server that is gone, or is not there yet. */
const gone = [502, 503, 504];

/** Asks for an answer, of which nothing is sent where it is still the one the page has. */
export async function getChanged<Answer>(
  path: string,
  known: Tagged<Answer> | undefined,
  signal: AbortSignal,
): Promise<Tagged<Answer>> {
  const headers: Record<string, string> = known?.etag ? { 'if-none-match': known.etag } : {};
  const response = await ask(path, { headers, signal });
  if (response.status === 304 && known) return known;
  return { answer: await readJson<Answer>(response), etag: response.headers.get('etag') };
}

export async function getJson<Answer>(path: string): Promise<Answer> {
  return readJson(await ask(path));
}

export async function postJson<Answer>(path: string, body: unknown): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  return readJson(await ask(path, { method: 'POST', headers, body: JSON.stringify(body) }));
}

/** A path with its query; what is undefined is left out. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${path}?${new URLSearchParams(given)}`;
}

/** @throws {DisconnectedError} where nobody answers; what aborts it, where that was the page itself */
async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(path, init).catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause;
    return undefined;
  });
  if (response === undefined || gone.includes(response.status)) {
    noteLost();
    throw new DisconnectedError();
  }
  if (response.status === 401) {
    noteClosed();
    return response;
  }
  noteAnswered(new Date(response.headers.get('date') ?? Date.now()).toISOString());
  return response;
}

async function readJson<Answer>(response: Response): Promise<Answer> {
  if (response.status === 400) throw new Error(await response.text());
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}
