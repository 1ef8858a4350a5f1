import { describe, expect, it } from 'vitest';
import { eventOrder } from '../../../../functions/model/event-order.ts';
import { aboutKey, userKey } from '../../../../functions/model/insights-table.ts';
import { encodeMessage } from '../../../../functions/model/queue-message.ts';
import { readBatch } from '../../../../functions/workers/engine/read-batch.ts';
import { contribution as leaving } from '../../../../functions/workers/unsubscribe.ts';
import { contribution as opening } from '../../../../functions/workers/user-scan-product.ts';
import { contribution as entering } from '../../../../functions/workers/user-scan-product-enter-session.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';

const zone = 'Asia/Shanghai';
// In Shanghai the next day has begun.
const CreateTime = String(Date.parse('2026-11-24T17:00:00Z') / 1000);

function message(messageId: string, event: ReturnType<typeof sampleEvent>) {
  return { messageId, body: encodeMessage({ receivedAt: '2026-11-24T17:00:01.000Z', event }) };
}

describe('the tasks of a batch', () => {
  it('are one for each event, whichever of its copies bring it', () => {
    const [first, second] = ['1438250110', '1438250111'].map((time) =>
      sampleEvent('user_scan_product', { CreateTime: time }),
    );
    const other = sampleEvent('user_scan_product', { CreateTime: '1438250110', FromUserName: 'other' });
    if (first === undefined || second === undefined) throw new Error('no events');
    const { tasks, unreadable } = readBatch(
      [message('a', first), message('b', second), message('c', first), message('d', other)],
      opening,
      zone,
    );
    expect(tasks.map(({ messageIds }) => messageIds)).toEqual([['a', 'c'], ['b'], ['d']]);
    expect(tasks.map(({ order }) => order)).toEqual([first, second, other].map(eventOrder));
    expect(unreadable).toEqual([]);
  });

  it('say on which day an event counts, by the calendar of the statistics', () => {
    const messages = [message('a', sampleEvent('user_scan_product', { CreateTime }))];
    const [task] = readBatch(messages, opening, zone).tasks;
    expect(task).toMatchObject({ day: '2026-11-25', counted: { ofProduct: { all: expect.any(Array) } } });
    expect(task?.counted?.ofProduct.all).toContain('h:1');
    expect(readBatch(messages, opening, 'UTC').tasks[0]).toMatchObject({ day: '2026-11-24' });
  });

  it('say whether their user is a visitor', () => {
    const visits = [
      readBatch([message('a', sampleEvent('user_scan_product'))], opening, zone),
      readBatch([message('a', sampleEvent('user_scan_product_enter_session'))], entering, zone),
    ].map(({ tasks }) => tasks[0]?.visits);
    expect(visits).toEqual([true, false]);
  });

  it('hold what the event says of its user, and of a product nobody could read otherwise', () => {
    const product = { KeyStandard: 'qrcode', KeyStr: '9'.repeat(600) };
    const event = sampleEvent('user_scan_product_enter_session', product);
    const [task] = readBatch([message('a', event)], entering, zone).tasks;
    expect(task?.facts.map(({ key }) => key)).toEqual([aboutKey(product), userKey(event.FromUserName)]);
  });

  it('hold nothing where somebody leaves', () => {
    const [task] = readBatch([message('a', sampleEvent('unsubscribe'))], leaving, zone).tasks;
    expect(task).toMatchObject({ facts: [] });
  });
});

describe('a message', () => {
  it.each([
    ['that is no JSON', { messageId: 'odd', body: '{' }, 'UnreadableEventError'],
    ['of another queue', message('odd', sampleEvent('subscribe')), 'MisplacedEventError'],
  ])('%s fails alone', (_what, odd, name) => {
    const good = message('good', sampleEvent('user_scan_product'));
    const { tasks, unreadable } = readBatch([odd, good], opening, zone);
    expect(tasks.map(({ messageIds }) => messageIds)).toEqual([['good']]);
    expect(unreadable).toMatchObject([{ messageIds: ['odd'], error: { name } }]);
  });
});
