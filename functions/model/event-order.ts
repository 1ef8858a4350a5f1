import type { WeixinEvent } from './event-types.ts';
import { claimKey, type EventKey } from './events-table.ts';
import { digest } from './key-text.ts';

const createTimeDigits = 10;

/**
 * Text that sorts events by CreateTime, such as `1438250110#P5KpHAfL54QB`. Events of one second are told
 * apart by what identifies them, so that every worker agrees which of two is the newer one. No two events
 * of a user have the same.
 */
export function eventOrder(event: WeixinEvent): string {
  return orderOfClaim(claimKey(event));
}

/** The order of the event that a claim is of. */
export function orderOfClaim({ FromUserName, CreateTimeEvent }: EventKey): string {
  const [createTime = ''] = CreateTimeEvent.split('#');
  return `${createTime.padStart(createTimeDigits, '0')}#${digest(`${FromUserName}#${CreateTimeEvent}`)}`;
}

/** An order behind that of every event up to a moment, in seconds since 1970: the same second's included. */
export function orderAfter(createTime: number): string {
  return `${String(createTime).padStart(createTimeDigits, '0')}#~`;
}

/** The CreateTime inside an order, in seconds since 1970. */
export function createTimeOfOrder(order: string): number {
  return Number(order.slice(0, createTimeDigits));
}
