/** What a browser is answered with, wherever the page is served from. */
export interface WebAnswer {
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty for a 304. */
  readonly body: Uint8Array;
}

/** The headers of a request that shape its answer, their names in lower case. */
export type AskingHeaders = Readonly<Partial<Record<'accept-encoding' | 'if-none-match', string>>>;

export const nothing = new Uint8Array();
