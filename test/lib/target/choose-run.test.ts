import { describe, expect, it } from 'vitest';
import { chooseRun } from '../../../lib/target/choose-run.ts';

const at = (port: number) => ({ callbackUrl: `http://127.0.0.1:${port}/weixin` });

describe('the local run a command means', () => {
  it.each([
    ['the only one, whatever its port', [3001], undefined, 3001],
    ['the only one where PORT asks for any', [3001], '0', 3001],
    ['the one at the port said', [3000, 3001], '3001', 3001],
    ['of several the one at the usual port', [3000, 3001], undefined, 3000],
  ])('is %s', (_case, ports, port, chosen) => {
    expect(chooseRun(ports.map(at), port).run).toEqual(at(chosen));
  });

  it('is told from the others where nobody said which', () => {
    expect(chooseRun([3000, 3001, 3002].map(at), undefined).note?.en).toBe(
      'Of the local runs this is the one at port 3000; PORT chooses another (3001, 3002).',
    );
    expect(chooseRun([3000, 3001].map(at), '3000').note).toBeUndefined();
    expect(chooseRun([at(3000)], undefined).note).toBeUndefined();
  });

  it.each([
    ['there is none', [], undefined, /^No local run is going on/],
    ['none has the port said', [3000], '3001', /^No local run is going on at port 3001, but at 3000/],
    ['several could be meant', [3001, 3002], undefined, /ports 3001, 3002.*PORT=3001/],
  ])('is asked for where %s', (_case, ports, port, sentence) => {
    expect(() => chooseRun(ports.map(at), port)).toThrow(sentence);
  });
});
