import { describe, expect, it } from 'vitest';
import { eventNames, isProductEventName } from '../../functions/model/event-types.ts';
import { rawPush } from '../../lib/weixin/push.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import { consoleSuite } from './support/console-suite.ts';

const suite = consoleSuite();

describe('the pipeline', () => {
  it('moves as events pass, and is still again when they are counted', async () => {
    await using view = await suite.open('#/pipeline');
    await view.page.getByText('Receiving', { exact: true }).waitFor();
    await view.page.getByText('live', { exact: true }).waitFor();
    // The worker's batching window keeps them on the queue for as long as the page needs to see them.
    const seen = view.page.getByText(/^Receiving · being counted: \d+$/).waitFor();
    const visitors = Array.from({ length: 12 }, (_none, index) => `visitor-${index}`);
    await suite.run.push(
      ...visitors.map((FromUserName) => sampleEvent('user_scan_product', { FromUserName })),
    );
    await seen;
    await view.page.getByText('Receiving', { exact: true }).waitFor();
    expect(view.complaints).toEqual([]);
  });

  it('tells of each push as it is answered, and what was made of it', async () => {
    await using view = await suite.open('#/pipeline');
    await view.page.getByText('live', { exact: true }).waitFor();
    const event = sampleEvent('subscribe', { CreateTime: String(Math.floor(Date.now() / 1000)) });
    const newest = view.page.getByRole('table', { name: 'Last pushes' }).locator('tbody tr').first();
    const outcome = () => newest.locator('td .badge').textContent();
    await suite.run.push(event);
    await expect.poll(outcome).toBe('claimed');
    await suite.run.push(event);
    await expect.poll(outcome).toBe('retry dropped');
    await suite.run.pushRaw(rawPush('<xml><MsgType>text</MsgType><FromUserName>x</FromUserName></xml>'));
    await expect.poll(outcome).toBe('other');
    await suite.run.pushRaw(rawPush('<xml>'), 'another token');
    await expect.poll(outcome).toBe('refused');
    expect(await newest.locator('.reason').textContent()).toBe('wrong msg_signature');
    await suite.run.pushRaw(rawPush('<xml><MsgType>event</MsgType><Event>user_scan_product</Event></xml>'));
    await expect.poll(outcome).toBe('quarantined');
    expect(await newest.textContent()).toMatch(/\d ms$/);
    await view.page.getByText('Pushes that need somebody: 1.').waitFor();
    await view.page.getByText('npm run dlq -- peek quarantine', { exact: true }).waitFor();
    expect(view.complaints).toEqual([]);
  });
});

describe('try it', () => {
  it('counts a push once, and leaves the count unchanged for Weixin’s retry', async () => {
    await using view = await suite.open('#/try');
    await view.page.getByLabel('KeyStr').fill('tried-once');
    const opened = view.page.getByRole('row', { name: /^Now/ }).locator('td').first();
    await view.page.getByRole('button', { name: 'Push', exact: true }).click();
    await view.page.locator('.badge', { hasText: 'claimed' }).waitFor();
    await expect.poll(() => opened.textContent()).toBe('1');

    await view.page.getByRole('button', { name: 'Push again as Weixin’s retry' }).click();
    const before = view.page
      .getByRole('row', { name: /^Before/ })
      .locator('td')
      .first();
    await expect.poll(() => before.textContent()).toBe('1');
    await using pipeline = await suite.open('#/pipeline');
    const retried = pipeline.page
      .locator('tr', { hasText: 'tried-once' })
      .filter({ hasText: 'retry dropped' });
    await retried.waitFor();
    await pipeline.page.getByText('live', { exact: true }).waitFor();
    expect(await opened.textContent()).toBe('1');

    await view.page.getByRole('button', { name: 'Push', exact: true }).click();
    await expect.poll(() => opened.textContent()).toBe('2');
    expect(view.complaints).toEqual([]);
  });

  it.each(eventNames)('pushes %s signed and encrypted', async (name) => {
    await using view = await suite.open('#/try');
    await view.page.locator(`button[title=${name}]`).click();
    if (isProductEventName(name)) await view.page.getByLabel('KeyStr').fill(`tried-${name}`);
    await view.page.getByRole('button', { name: 'Push', exact: true }).click();
    await view.page.locator('.badge', { hasText: 'claimed' }).waitFor();
    await view.page.getByText('What went over the wire').click();
    const wire = await view.page.locator('details pre').textContent();
    expect(wire).toMatch(/^POST http:\/\/127\.0\.0\.1:\d+\/weixin\?.*msg_signature=[0-9a-f]{40}/);
    expect(wire).toContain('<Encrypt>');
    expect(wire).not.toContain(`tried-${name}`);
    expect(view.complaints).toEqual([]);
  });

  it('says of a push nobody can read that it is not counted, and how to look at it', async () => {
    await using view = await suite.open('#/try');
    await view.page.getByLabel('KeyStr').fill('');
    await view.page.getByRole('button', { name: 'Push', exact: true }).click();
    await view.page.locator('.badge', { hasText: 'quarantined' }).waitFor();
    await view.page.getByText('npm run dlq -- peek quarantine').waitFor();
    expect(await view.page.getByText('acknowledged', { exact: true }).count()).toBe(0);
  });

  it('says of a chat message that nothing is forwarded, and how it would be', async () => {
    await using view = await suite.open('#/try');
    await view.page.locator('button[title=text]').click();
    await view.page.getByRole('button', { name: 'Push', exact: true }).click();
    await view.page.locator('.badge', { hasText: 'other' }).waitFor();
    await view.page.getByText('FORWARD_URL=http://127.0.0.1:PORT/… npm start').waitFor();
    expect(view.complaints).toEqual([]);
  });

  it('copies what the Official Accounts Platform is given', async () => {
    await using view = await suite.open('#/try');
    await view.page.getByRole('button', { name: 'Copy URL' }).click();
    await view.page
      .getByRole('button', { name: 'Copied' })
      .or(view.page.getByText('Copied'))
      .first()
      .waitFor();
    expect(await view.page.evaluate('navigator.clipboard.readText()')).toBe(`${suite.run.origin}/weixin`);
  });
});
