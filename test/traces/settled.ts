/** How a request ended: with an answer, or an error. */
export type Settled = { readonly answer: unknown } | { readonly error: unknown };

export async function settle(sending: Promise<unknown>): Promise<Settled> {
  try {
    return { answer: await sending };
  } catch (error) {
    return { error };
  }
}
