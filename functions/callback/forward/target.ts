import { lookup as lookUp } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The merchant's own message server. */
export interface Target {
  readonly url: URL;
  /** Finds its address, for each connection anew, and gives none that may not be reached. */
  readonly lookup: LookupFunction;
}

export interface Reach {
  /** Whether a target may be on this very machine, over plain HTTP too: in a local run alone. */
  readonly loopback: boolean;
}

/** The text is no URL that is forwarded to. The message says what is expected, and not what it was. */
export class TargetUrlError extends Error {
  override readonly name = 'TargetUrlError';
}

/** The target's name stands for an address that is not on the internet. */
export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError';
}

/**
 * Reads the URL of a target. By its form alone: what its name stands for is looked at when it is connected to.
 * @throws {TargetUrlError}
 */
export function readTarget(text: string, reach: Reach): Target {
  const whole = `a whole https:// URL${reach.loopback ? ', or http:// on this machine' : ''}`;
  if (!URL.canParse(text)) throw new TargetUrlError(whole);
  const url = new URL(text);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isHere = host === 'localhost' || kindOf(host) === 'loopback';
  const isPlainHere = url.protocol === 'http:' && isHere && reach.loopback;
  if (url.protocol !== 'https:' && !isPlainHere) throw new TargetUrlError(whole);
  if (url.username || url.password) throw new TargetUrlError('a URL without user:password');
  if (url.hash) throw new TargetUrlError('a URL without #…, which no server is told');
  if ((isIP(host) > 0 && !mayReach(host, reach)) || (isHere && !reach.loopback)) {
    throw new TargetUrlError('a URL on the internet, not of this machine or of a private network');
  }
  return { url, lookup: guardedLookup(reach) };
}

/** A name that stands for one forbidden address beside others is refused: it is nobody's mistake. */
function guardedLookup(reach: Reach): LookupFunction {
  return (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || first === undefined) return callback(error ?? new Error('no address'), '');
      if (!addresses.every(({ address }) => mayReach(address, reach))) {
        return callback(new ForbiddenAddressError('not on the internet'), '');
      }
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

function mayReach(address: string, reach: Reach): boolean {
  const kind = kindOf(address);
  return kind === 'unicast' || (kind === 'loopback' && reach.loopback);
}

/** `unicast` is what IANA has reserved for nothing else: an address on the internet. */
function kindOf(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).range() : 'none';
}
