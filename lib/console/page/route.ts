import { useEffect, useState } from 'preact/hooks';
import type { ProductName } from './answers.ts';

/** The address behind `#/`, taken apart at its slashes. */
export function useRoute(): readonly string[] {
  const [parts, setParts] = useState(readRoute);
  useEffect(() => {
    const follow = () => setParts(readRoute());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return parts;
}

export function productHref({ keyStandard, keyStr }: ProductName): string {
  return href('product', keyStandard, keyStr);
}

export function personHref(openid: string): string {
  return href('people', openid);
}

export function href(...parts: readonly string[]): string {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

function readRoute(): readonly string[] {
  return location.hash.replace(/^#\/?/, '').split('/').map(decode);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
