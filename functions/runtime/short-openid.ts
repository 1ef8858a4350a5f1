/** An openid short enough to follow one user through the log and too short to name them. */
export function shortOpenid(openid: string): string {
  return openid.length > 8 ? `${openid.slice(0, 4)}…${openid.slice(-4)}` : '…';
}
