import { describe, expect, it } from 'vitest';
import { eventNames } from '../../../../functions/model/event-types.ts';
import { publishVariable } from '../../../../functions/publishing/environment.ts';
import { type Policy, resources, target, templateOf } from '../../../support/stack.ts';

describe('without the setting and without a handler', () => {
  const template = templateOf();

  it('no topic is deployed, and no worker knows of one', () => {
    expect([...resources(template, 'AWS::SNS::Subscription').keys()]).toEqual([]);
    expect(JSON.stringify(template.toJSON())).not.toContain(publishVariable);
  });
});

describe('where events are published', () => {
  const template = templateOf({ publish: 'true' });

  it('every worker may publish to the one topic, and does nothing else that is new', () => {
    const policies = [...resources<Policy>(template, 'AWS::IAM::Policy').values()];
    const statements = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    const publishing = statements.filter(({ Action }) => [Action].flat().includes('sns:Publish'));
    expect(publishing).toHaveLength(eventNames.length);
    expect(new Set(publishing.map(({ Resource }) => target(Resource))).size).toBe(1);
  });

  it('the topic takes nothing over a line that is not encrypted', () => {
    const policies = JSON.stringify([...resources(template, 'AWS::SNS::TopicPolicy').values()]);
    expect(policies).toContain('aws:SecureTransport');
  });
});
