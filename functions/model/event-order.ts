import type { WeixinEvent } from './event-types.ts';
import { claimKey } from './events-table.ts';
import { sha256 } from './key-text.ts';

const createTimeDigits = 10;

/**
 * Text that sorts events by CreateTime, such as `1438250110#3f2a91c07be4`. Events of one second are told
 * apart by what identifies them, so that every worker agrees which of two is the newer one.
 */
export function eventOrder(event: WeixinEvent): string {
  const { FromUserName, CreateTimeEvent } = claimKey(event);
  const identity = sha256(`${FromUserName}#${CreateTimeEvent}`).slice(0, 12);
  return `${event.CreateTime.padStart(createTimeDigits, '0')}#${identity}`;
}

/** The CreateTime inside an order, in seconds since 1970. */
export function createTimeOfOrder(order: string): number {
  return Number(order.slice(0, createTimeDigits));
}
