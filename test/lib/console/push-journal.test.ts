import { describe, expect, it } from 'vitest';
import { type JournalEntry, PushJournal } from '../../../lib/console/push-journal.ts';

function pushLine(fields: object = {}): string {
  const common = { level: 'INFO', message: 'push' };
  return JSON.stringify({ ...common, outcome: 'enqueued', totalMs: 12.5, ...fields });
}

describe('the journal of pushes', () => {
  it('keeps what a push’s wide line says, the newest first', () => {
    const journal = new PushJournal();
    journal.read(
      pushLine({ event: 'subscribe', keyStandard: 'ean13', keyStr: '007', claimMs: 3, openid: 'ok…Do' }),
    );
    journal.read(pushLine({ outcome: 'refused', reason: 'signature' }));
    const at = expect.stringMatching(/^\d{4}-.*Z$/);
    expect(journal.entries).toEqual([
      { number: 2, at, outcome: 'refused', milliseconds: 12.5, reason: 'signature' },
      {
        number: 1,
        at,
        outcome: 'enqueued',
        milliseconds: 12.5,
        event: 'subscribe',
        keyStandard: 'ean13',
        keyStr: '007',
        openid: 'ok…Do',
      },
    ]);
  });

  it('adds up how forwarding went, of more pushes than it keeps', () => {
    const journal = new PushJournal();
    journal.read(pushLine());
    expect(journal.forwarding).toBeUndefined();
    for (let ms = 1; ms <= 200; ms++) journal.read(pushLine({ forward: 'answered', forwardMs: ms }));
    journal.read(pushLine({ forward: 'failed', forwardMs: 3000, forwardError: 'tooSlow' }));
    journal.read(pushLine({ forward: 'notTried' }));
    journal.read(pushLine({ forward: 'loop' }));
    expect(journal.forwarding).toEqual({ forwarded: 202, failed: 2, p99Milliseconds: 198 });
  });

  it.each(['', 'not JSON', 'null', '[]', '7', '{"message":"other"}', '{"message":"push"}', '{"_aws":{}}'])(
    'passes over the line %s',
    (line) => {
      const journal = new PushJournal();
      journal.read(line);
      expect(journal.entries).toEqual([]);
    },
  );

  it('keeps a hundred', () => {
    const journal = new PushJournal();
    for (let index = 0; index < 150; index += 1) journal.read(pushLine());
    expect(journal.entries.map(({ number }) => number)).toEqual(
      Array.from({ length: 100 }, (_, index) => 150 - index),
    );
  });

  it('tells those who listen, until they stop', () => {
    const journal = new PushJournal();
    const heard: JournalEntry[] = [];
    const stop = journal.listen((entry) => heard.push(entry));
    journal.read(pushLine());
    stop();
    journal.read(pushLine());
    expect(heard.map(({ number }) => number)).toEqual([1]);
  });
});
