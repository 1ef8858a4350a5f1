import { afterEach, describe, expect, it, vi } from 'vitest';
import { deadLettersUrlVariable, queueUrlVariable } from '../../../functions/stores/environment.ts';
import { handlerQueuesOf } from '../../../functions/stores/handler-queues.ts';

const neighbour = 'https://sqs.cn-north-1.amazonaws.com.cn/123456789012/subscribe';

afterEach(() => vi.unstubAllEnvs());

describe('a function finds', () => {
  it('an event’s queue and its dead-letter queue in a variable each, named after the event', () => {
    expect(queueUrlVariable('user_scan_product')).toBe('USER_SCAN_PRODUCT_QUEUE_URL');
    expect(deadLettersUrlVariable('user_scan_product')).toBe('USER_SCAN_PRODUCT_DEAD_LETTERS_URL');
  });

  it('the queues of handlers beside its own, in whatever account and region these are', () => {
    vi.stubEnv('HANDLER_QUEUES', '[["all","Shop-All","Shop-AllDead"],["subscribe","Shop-S","Shop-SDead"]]');
    expect(handlerQueuesOf(neighbour)).toEqual([
      {
        name: 'on-all',
        url: 'https://sqs.cn-north-1.amazonaws.com.cn/123456789012/Shop-All',
        deadLettersUrl: 'https://sqs.cn-north-1.amazonaws.com.cn/123456789012/Shop-AllDead',
      },
      {
        name: 'on-subscribe',
        url: 'https://sqs.cn-north-1.amazonaws.com.cn/123456789012/Shop-S',
        deadLettersUrl: 'https://sqs.cn-north-1.amazonaws.com.cn/123456789012/Shop-SDead',
      },
    ]);
  });

  it('none of a handler where the merchant has written none', () => {
    expect(handlerQueuesOf(neighbour)).toEqual([]);
  });
});
