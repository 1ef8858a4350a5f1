import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { ProductName } from './answers.ts';

/**
 * The address behind `#/`: which view is shown, and what is set in it. It is all there is of a view's state,
 * so that going back, reloading and sharing the address show the same again.
 */
export interface Address {
  /** The path taken apart at its slashes: `product`, `ean13`, `6901481811083`. */
  readonly path: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

/** Settings of a view; undefined for what is as it is without being set. */
export type Settings = Readonly<Record<string, string | undefined>>;

const changed = 'addresschange';
const AddressContext = createContext<Address>({ path: [], query: {} });

export function Addressed({ children }: { readonly children: ComponentChildren }) {
  const [address, setAddress] = useState(readAddress);
  useEffect(() => {
    const follow = () => setAddress(readAddress());
    const events = ['hashchange', 'popstate', changed];
    for (const event of events) addEventListener(event, follow);
    return () => {
      for (const event of events) removeEventListener(event, follow);
    };
  }, []);
  return <AddressContext.Provider value={address}>{children}</AddressContext.Provider>;
}

export function useAddress(): Address {
  return useContext(AddressContext);
}

/**
 * Changes what is set in the view shown.
 * @param how `step` is one that the browser goes back over, `turn` is not, such as each letter of a search
 */
export function changeSettings(settings: Settings, how: 'step' | 'turn'): void {
  const { path, query } = readAddress();
  const address = href(path, { ...query, ...settings });
  if (how === 'step') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  dispatchEvent(new Event(changed));
}

export function href(path: readonly string[], settings: Settings = {}): string {
  const set = Object.entries(settings).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(set).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${query && `?${query}`}`;
}

/** The range goes along from view to view. */
export function useProductHref(): (product: ProductName) => string {
  const { range } = useAddress().query;
  return ({ keyStandard, keyStr }) => href(['product', keyStandard, keyStr], { range });
}

export function personHref(openid: string): string {
  return href(['people', openid]);
}

function readAddress(): Address {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  return { path: path.split('/').map(decode), query: Object.fromEntries(new URLSearchParams(query)) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
