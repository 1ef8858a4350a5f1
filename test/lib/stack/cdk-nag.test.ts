import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { appOf, type Context } from '../../support/stack.ts';

const domain = {
  domainName: 'weixin.example.com',
  certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/11112222-3333-4444-5555-666677778888',
};

describe('the AwsSolutions rules of cdk-nag', () => {
  it.each<[string, Context]>([
    ['as it is deployed', {}],
    [
      'with everything set',
      {
        ...domain,
        name: 'shop',
        alarmEmail: 'ops@example.com',
        publish: 'true',
        expectPushes: 'true',
        dashboard: 'true',
        warmThroughput: '12000',
        reader: 'true',
        reportEmail: 'shop@example.com',
      },
    ],
  ])('find nothing that is not acknowledged with a reason, %s', (_, context) => {
    const app = appOf(context);
    const { violations } = new AwsSolutionsChecks(app, { verbose: true }).validateScope(app);
    expect(violations).toEqual([]);
  });
});
