import type { ParsedUrlQuery } from 'node:querystring';
import type { SignedPush } from '../../lib/weixin/signed-push.ts';

/** What a candidate made of a push it took for Weixin's. */
export interface Taken {
  /** By what it would tell a retry. */
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** One way to do with a push all that comes before the first write: verify, decrypt, parse, key. */
export interface Candidate {
  readonly name: string;
  /**
   * Makes of a push what a web framework would hand over, and gives the work itself, which may be done
   * any number of times.
   * @throws where the push is refused before, as the work does where it is refused
   */
  prepare(push: SignedPush): () => Taken | Promise<Taken>;
}

/** The push is not taken for Weixin's. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** What Express and Koa hand over of a query: a list where a parameter stands twice. */
export type FrameworkQuery = ParsedUrlQuery;

/** Key of an event as every peer's documentation, after Weixin's, advises. */
export function simpleKey({ FromUserName, CreateTime, Event }: Taken['fields']): string {
  return `${FromUserName}#${CreateTime}#${Event}`;
}

export function taken(fields: Taken['fields']): Taken {
  return { key: simpleKey(fields), fields };
}
