import { describe, expect, it } from 'vitest';
import { countedBy } from '../../../../functions/model/counted-by.ts';
import { eventOrder } from '../../../../functions/model/event-order.ts';
import type { WeixinEvent } from '../../../../functions/model/event-types.ts';
import { accountPartition, productPartition } from '../../../../functions/model/insights-table.ts';
import type { ChunkKnowledge } from '../../../../functions/workers/engine/chunk.ts';
import { statisticsOf } from '../../../../functions/workers/engine/statistic.ts';
import type { Task } from '../../../../functions/workers/engine/task.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';

const day = '2015-07-30';

function taskOf(event: WeixinEvent): Task {
  const order = eventOrder(event);
  const counted = countedBy(event, 'Asia/Shanghai');
  return { event, order, messageIds: [order], day, counted, visits: true, facts: [] };
}

const event = sampleEvent('user_scan_product', { Scene: '1', Sex: '2', CreateTime: '1438250110' });
const task = taskOf(event);
const nothing: ChunkKnowledge = {
  visitors: { ofProduct: new Set(), ofAccount: new Set() },
  channels: new Map(),
  shards: { ofAccount: 3, ofProduct: () => 7 },
};

describe('an event', () => {
  it('adds to the day of the account and of its product, each in the shard that was picked', () => {
    expect(statisticsOf(task, nothing)).toMatchObject([
      { partition: accountPartition, day, counter: 'opened', shard: 3 },
      { partition: productPartition(event), day, counter: 'opened', shard: 7 },
    ]);
  });

  it('adds itself, its labels and its hour, and nothing more', () => {
    const [, ofProduct] = statisticsOf(task, nothing);
    expect(ofProduct?.attributes.toSorted()).toEqual(['h:17', 'n', 'p:中国/广东', 's:1', 'x:2'].toSorted());
    expect(ofProduct?.widest).toBe('p:中国/广东');
  });

  it.each([
    { of: 'its product', visitors: { ofProduct: new Set([task]), ofAccount: new Set<Task>() }, place: 1 },
    { of: 'the account', visitors: { ofProduct: new Set<Task>(), ofAccount: new Set([task]) }, place: 0 },
  ])('adds a visitor of $of where it makes its user one', ({ visitors, place }) => {
    const added = statisticsOf(task, { ...nothing, visitors }).map(({ attributes }) =>
      attributes.includes('v'),
    );
    expect(added).toEqual([place === 0, place === 1]);
  });

  it('adds to the channel its ExtInfo has in the list of each', () => {
    const channels = new Map([[task, { ofProduct: 17, ofAccount: 'others' } as const]]);
    const added = statisticsOf(task, { ...nothing, channels }).map(({ attributes }) => attributes.at(-1));
    expect(added).toEqual(['c:*', 'c:17']);
  });

  it('without a product adds to the account alone', () => {
    const partitions = statisticsOf(taskOf(sampleEvent('unsubscribe')), nothing).map(
      ({ partition }) => partition,
    );
    expect(partitions).toEqual([accountPartition]);
  });

  it('without a number adds nothing', () => {
    expect(statisticsOf(taskOf(sampleEvent('user_scan_product_verify_action')), nothing)).toEqual([]);
  });
});
