import { createTimeOfOrder } from '../model/event-order.ts';

/** A CreateTime, seconds since 1970, as ISO 8601. */
export function isoOfCreateTime(createTime: number | string): string {
  return new Date(Number(createTime) * 1000).toISOString();
}

/** When an event of that order happened, ISO 8601. */
export function isoOfOrder(order: string): string {
  return isoOfCreateTime(createTimeOfOrder(order));
}
