/** Why somebody gets no answer. Each is told to the caller by its status alone. */

/** No link opens this: the token is missing, wrong, expired or revoked, and nobody is told which. */
export class NotOpenError extends Error {
  override readonly name = 'NotOpenError';
}

/** The link is open but does not show people. */
export class NotInScopeError extends Error {
  override readonly name = 'NotInScopeError';
}

/** Another site's page asks, or nobody's page. */
export class ForeignRequestError extends Error {
  override readonly name = 'ForeignRequestError';
}

/** There is nothing under that path. */
export class NothingThereError extends Error {
  override readonly name = 'NothingThereError';
}
