import { expect, test } from 'vitest';
import { dashedName, eventNames, isEventName } from '../../../functions/model/event-types.ts';

test('the five events have the names of their queues', () => {
  expect(eventNames.map(dashedName)).toEqual([
    'user-scan-product',
    'user-scan-product-enter-session',
    'subscribe',
    'user-scan-product-async',
    'user-scan-product-verify-action',
  ]);
});

test.each(['', 'unsubscribe', 'User_Scan_Product', 'toString', '__proto__', 'constructor'])(
  '%j is no product event',
  (name) => {
    expect(isEventName(name)).toBe(false);
  },
);
