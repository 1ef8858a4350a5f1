/** The secret of a share link, where it stands in the address: a view's address has a slash there. */
const tokenPattern = /^#([A-Za-z0-9_-]{43})$/;

/**
 * Trades the token of a share link for a cookie, before anything is asked. It leaves the address at once: what
 * is copied from there, or seen over a shoulder, opens nothing. A link that opens nothing shows by what is
 * answered next.
 */
export async function openShareLink(): Promise<void> {
  const [, token] = tokenPattern.exec(location.hash) ?? [];
  if (token === undefined) return;
  history.replaceState(null, '', '#/');
  const headers = { 'content-type': 'application/json' };
  await fetch('api/session', { method: 'POST', headers, body: JSON.stringify({ token }) }).catch(
    () => undefined,
  );
}

/** Another link opened in the same tab changes nothing but the part behind `#`. */
export function followShareLinks(): void {
  addEventListener('hashchange', () => {
    if (tokenPattern.test(location.hash)) location.reload();
  });
}
