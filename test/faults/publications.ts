import { isDeepStrictEqual } from 'node:util';
import { eventOrder } from '../../functions/model/event-order.ts';
import type { WeixinEvent } from '../../functions/model/event-types.ts';
import type { PublishedMessage } from '../../functions/model/queue-message.ts';

/** What is wrong with what was published of an event, in words: it is once it is counted, under one id. */
export function wrongPublications(
  event: WeixinEvent,
  isCounted: boolean,
  published: readonly PublishedMessage[],
): string[] {
  const copies = published.filter((each) => identity(each.event) === identity(event));
  const ids = new Set(copies.map(({ id }) => id));
  const others = published.filter(({ id }) => ids.has(id)).length - copies.length;
  return [
    ...(isCounted && copies.length === 0 ? ['counted, but not published'] : []),
    ...(!isCounted && copies.length > 0 ? ['published, but not counted'] : []),
    ...(ids.size > 1 ? [`published under ${ids.size} ids`] : []),
    ...(others > 0 ? [`published under the id of ${others} others`] : []),
    ...(copies.every((copy) => isDeepStrictEqual(copy.event, event)) ? [] : ['published as another event']),
  ];
}

function identity(event: WeixinEvent): string {
  return `${event.FromUserName} ${eventOrder(event)}`;
}
