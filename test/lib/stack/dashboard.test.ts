import { describe, expect, it } from 'vitest';
import { eventNames } from '../../../functions/model/event-types.ts';
import { found, resources, templateOf } from '../../support/stack.ts';

const template = templateOf({ dashboard: 'true' });
const [dashboard] = resources<{ DashboardName: unknown; DashboardBody: unknown }>(
  template,
  'AWS::CloudWatch::Dashboard',
).values();
const body = JSON.stringify(found(dashboard).DashboardBody);

describe('the dashboard', () => {
  it('is not there unless it was asked for', () => {
    templateOf().resourceCountIs('AWS::CloudWatch::Dashboard', 0);
  });

  it('has a name of its own in every region: all regions of an account share the names', () => {
    expect(found(dashboard).DashboardName).toEqual({
      'Fn::Join': ['', ['WeixinProductEvents-', { Ref: 'AWS::Region' }]],
    });
  });

  it('has four rows: what comes in, what waits, what is counted, what fails', () => {
    expect(body.match(/## [\w ]+/g)).toEqual([
      '## What comes in',
      '## What waits',
      '## What is counted',
      '## What fails',
    ]);
  });

  it('asks the logs of every worker what was counted', () => {
    const counted = body.split('## What is counted')[1]?.split('## What fails')[0] ?? '';
    expect(counted.match(/SOURCE/g)).toHaveLength(4 * eventNames.length);
  });
});
