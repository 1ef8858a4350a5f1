import { describe, expect, it } from 'vitest';
import { pipelineView } from '../../../lib/report/pipeline-view.ts';

const depths = {
  queues: [{ queue: 'subscribe', waiting: 1, inFlight: 2, dead: 3 }],
  outbox: 4,
  quarantine: 5,
};
const forwarding = { forwarded: 1234, failed: 5, p99Milliseconds: 412.4 };

describe('the pipeline where pushes are forwarded', () => {
  const view = pipelineView({ ...depths, forwarding });

  it('says how that goes, in words', () => {
    const text = view.text({ language: 'en', columns: 100, timeZone: 'Asia/Shanghai' });
    expect(text).toMatch(/\nForwarded +1,234\nof these not answered +5\n99 of 100 within, ms +412\n$/);
    expect(view.text({ language: 'zh', columns: 100, timeZone: 'Asia/Shanghai' })).toContain('已转发');
  });

  it('says it in a spreadsheet and in JSON', () => {
    expect(view.rows({ language: 'en', timeZone: 'Asia/Shanghai' }).slice(-3)).toEqual([
      ['Forwarded', 1234, '', ''],
      ['of these not answered', 5, '', ''],
      ['99 of 100 within, ms', 412, '', ''],
    ]);
    expect(view.json).toMatchObject({ forwarding });
  });
});

it('the pipeline where nothing is forwarded does not speak of it', () => {
  expect(
    pipelineView(depths).text({ language: 'en', columns: 100, timeZone: 'Asia/Shanghai' }),
  ).not.toContain('Forwarded');
});
