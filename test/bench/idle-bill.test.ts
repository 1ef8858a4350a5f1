import { describe, expect, it } from 'vitest';
import { idleGoals } from '../../bench/bill/bill.ts';
import { idleBill, total } from '../../bench/bill/idle-bill.ts';
import { idleFacts } from '../../bench/bill/idle-facts.ts';
import type { Template } from '../../lib/local/template/template.ts';
import { type Context, templateOf } from '../support/stack.ts';

function factsOf(context?: Context) {
  const template: Template = Object(templateOf(context).toJSON());
  return idleFacts(template);
}

describe('a month without a push', () => {
  it('costs no more than it may, at list price and above the free tiers', () => {
    const { dollars, aboveFree } = total(idleBill(factsOf()));
    expect(dollars).toBeLessThanOrEqual(idleGoals().dollars);
    expect(aboveFree).toBeLessThanOrEqual(idleGoals().aboveFree);
    // Less than the secrets and the polls alone would mean that something is not counted.
    expect(dollars).toBeGreaterThan(2);
  });

  it('costs no more with the dashboard where that is among the free ones', () => {
    const facts = factsOf({ dashboard: 'true' });
    expect(facts.dashboards).toEqual([expect.any(Number)]);
    expect(facts.dashboards[0]).toBeGreaterThan(20);
    expect(total(idleBill(facts)).aboveFree).toBe(total(idleBill(factsOf())).aboveFree);
  });

  it('counts an alarm once for each metric it computes with', () => {
    expect(factsOf({ expectPushes: 'true' }).alarmMetrics).toBe(factsOf().alarmMetrics + 2);
  });

  it('counts the two metrics by which a mail on Monday is missed, and no more for it', () => {
    const { alarmMetrics, ...others } = factsOf({ reportEmail: 'shop@example.com' });
    const { alarmMetrics: without, ...bare } = factsOf();
    expect(alarmMetrics).toBe(without + 2);
    expect(others).toEqual(bare);
  });

  it('counts the two metrics by which errors of the reader are told from those of pushes', () => {
    expect(factsOf({ reader: 'true' }).alarmMetrics).toBe(factsOf().alarmMetrics + 2);
  });

  it('counts the metric of forwarding where pushes are forwarded, and nowhere else', () => {
    const forwarding = factsOf({ forwardUrl: 'https://old.example.com/' });
    expect(forwarding.customMetrics).toBe(factsOf().customMetrics + 1);
  });

  it('is charged for a dashboard that shows more metrics than the free ones may', () => {
    const large = { ...factsOf(), dashboards: [51] };
    expect(total(idleBill(large)).aboveFree).toBeCloseTo(total(idleBill(factsOf())).aboveFree + 3);
  });
});
