import { once } from 'node:events';
import { expect, it } from 'vitest';
import { startDeadlines } from '../../../../functions/callback/accept/push-deadlines.ts';

it('the claim is given up first, then the send, and the push itself last', async () => {
  const ended: string[] = [];
  const steps = Object.entries(startDeadlines()).map(async ([step, signal]) => {
    await once(signal, 'abort');
    ended.push(step);
  });
  await Promise.all(steps);
  expect(ended).toEqual(['claim', 'send', 'push']);
});
