import { type EventName, eventNames, fieldsOf, type WeixinEvent } from '../../functions/model/event-types.ts';
import { type Changes, samples } from './samples.ts';

/** One account, one person, one product and one code, so that events pushed one after the other are one visit. */
const { ToUserName, FromUserName, KeyStandard, KeyStr, ExtInfo } = samples.user_scan_product;
const visit = { ToUserName, FromUserName, KeyStandard, KeyStr, ExtInfo };

/** A review is pushed in the name of Weixin's review system: nobody who visits. */
const fromNobody: EventName = 'user_scan_product_verify_action';

/**
 * One event of each type, as one visit: otherwise the values of Weixin's samples, which by themselves are of
 * several accounts, people and products.
 */
export const visitEvents = Object.fromEntries(eventNames.map((name) => [name, ofVisit(name)])) as {
  readonly [Name in EventName]: WeixinEvent<Name>;
};

/** The visit's event of that type with some of its fields changed. */
export function visitEvent<Name extends EventName>(
  name: Name,
  changes: Changes<Name> = {},
): WeixinEvent<Name> {
  return { ...visitEvents[name], ...changes };
}

function ofVisit(name: EventName): WeixinEvent {
  const fields = fieldsOf(name);
  const shared = Object.entries(visit).filter(
    ([field]) => fields.includes(field) && !(field === 'FromUserName' && name === fromNobody),
  );
  return { ...samples[name], ...Object.fromEntries(shared) };
}
