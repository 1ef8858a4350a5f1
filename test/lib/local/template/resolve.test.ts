// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes its placeholders so.
import { expect, test } from 'vitest';
import { templateResolver } from '../../../../lib/local/template/resolve.ts';
import type { Template } from '../../../../lib/local/template/template.ts';

const template: Template = {
  Resources: {
    Orders: { Type: 'AWS::DynamoDB::Table' },
    Work: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Sub': '${AWS::StackName}-work' } } },
    Topic: { Type: 'AWS::SNS::Topic' },
    Network: { Type: 'AWS::EC2::VPC' },
  },
  Parameters: {
    Colour: { Type: 'String', Default: 'red' },
    Size: { Type: 'Number' },
    Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/path' },
  },
};
const surroundings = { stackName: 'Shop', sqsEndpoint: 'http://127.0.0.1:9' };
const { value, text } = templateResolver(template, surroundings);

test.each([
  ['a pseudo parameter', { Ref: 'AWS::Region' }, 'us-east-1'],
  ['a parameter with a default', { Ref: 'Colour' }, 'red'],
  ['a table', { Ref: 'Orders' }, 'Shop-Orders'],
  ['a queue', { Ref: 'Work' }, 'http://127.0.0.1:9/000000000000/Shop-work'],
  ['a topic', { Ref: 'Topic' }, 'arn:aws:sns:us-east-1:000000000000:Shop-Topic'],
  ['an attribute as a list', { 'Fn::GetAtt': ['Work', 'QueueName'] }, 'Shop-work'],
  [
    'an attribute as text',
    { 'Fn::GetAtt': 'Orders.Arn' },
    'arn:aws:dynamodb:us-east-1:000000000000:table/Shop-Orders',
  ],
  ['Fn::Join', { 'Fn::Join': ['/', ['a', { Ref: 'Colour' }, 'b']] }, 'a/red/b'],
  ['Fn::Split and Fn::Select', { 'Fn::Select': ['1', { 'Fn::Split': ['-', { Ref: 'Orders' }] }] }, 'Orders'],
  [
    'Fn::Sub',
    { 'Fn::Sub': '${Orders} in ${AWS::Partition}, ${Orders.Arn}, ${!Literal}' },
    'Shop-Orders in aws, arn:aws:dynamodb:us-east-1:000000000000:table/Shop-Orders, ${Literal}',
  ],
  [
    'Fn::Sub with variables',
    { 'Fn::Sub': ['${It} is ${Colour}', { It: { Ref: 'Orders' } }] },
    'Shop-Orders is red',
  ],
  [
    'what stands inside',
    { Url: [{ Ref: 'Work' }], Number: 3 },
    { Url: ['http://127.0.0.1:9/000000000000/Shop-work'], Number: 3 },
  ],
])('%s is resolved', (_what, unresolved, resolved) => {
  expect(value(unresolved)).toEqual(resolved);
});

test.each([
  ['an unknown intrinsic function', { 'Fn::ImportValue': 'x' }, 'it uses Fn::ImportValue'],
  ['a resource of an unknown type', { Ref: 'Network' }, 'it refers to Network, an AWS::EC2::VPC'],
  ['an unknown attribute', { 'Fn::GetAtt': ['Orders', 'StreamArn'] }, 'the attribute StreamArn of Orders'],
  ['a missing resource', { Ref: 'Nothing' }, 'it refers to Nothing, which it does not hold'],
  ['a parameter without a value', { Ref: 'Size' }, 'the parameter Size has no value'],
  ['a parameter that AWS would look up', { Ref: 'Version' }, 'the parameter Version has no value'],
  ['Fn::Join of no list', { 'Fn::Join': 'a' }, 'Fn::Join takes a list'],
])('%s is refused by name', (_what, unresolved, problem) => {
  expect(() => value(unresolved)).toThrow(problem);
});

test('a value that has to be text says so where it is none', () => {
  expect(() => text({ a: 1 }, 'the output Url')).toThrow('the output Url is no text');
});
