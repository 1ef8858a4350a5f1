import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { forgetClaim, forgetClaims } from '../../../functions/forgetting/forget-claims.ts';
import { forgetPerson } from '../../../functions/forgetting/forget-person.ts';
import { forgetProfile } from '../../../functions/forgetting/forget-profile.ts';
import { type Deadline, noDeadline, OutOfTimeError } from '../../../functions/runtime/deadline.ts';
import { samples } from '../../../lib/weixin/samples.ts';
import { unreachableSource } from '../../support/unreachable-aws.ts';

const until = 1_700_000_000;
const openid = 'oWho';

interface Call {
  readonly input: Readonly<Record<string, unknown>>;
  readonly abortSignal: AbortSignal | undefined;
}

/** Tables that answer each call with the next of some answers, and note it. */
function answering(...answers: readonly object[]) {
  const calls: Call[] = [];
  const send = async ({ input }: Call, options: Partial<Call> = {}) => {
    calls.push({ input, abortSignal: options.abortSignal });
    return answers[calls.length - 1] ?? {};
  };
  const dynamodb: DynamoDBClient = new Proxy(unreachableSource.dynamodb, {
    get: (client, property) => (property === 'send' ? send : Reflect.get(client, property)),
  });
  return { tables: { ...unreachableSource, dynamodb }, calls };
}

const claim = (CreateTime: number) => ({
  FromUserName: { S: openid },
  CreateTimeEvent: { S: `${CreateTime}#user_scan_product` },
});

describe('forgetting a person', () => {
  it('reads what was written a moment ago, and every call ends with the function', async () => {
    const { tables, calls } = answering({}, {}, { Items: [claim(until)] });
    const deadline = noDeadline();
    await forgetPerson(tables, openid, until, deadline);
    expect(calls.map(({ input }) => input.ConsistentRead)).toEqual([true, undefined, true, undefined]);
    expect(calls.map(({ abortSignal }) => abortSignal)).toEqual(calls.map(() => deadline.signal));
  });

  it('goes through all pages of claims', async () => {
    const LastEvaluatedKey = claim(until);
    const { tables, calls } = answering({ Items: [claim(until - 1)], LastEvaluatedKey }, {}, {});
    expect(await forgetClaims(tables, openid, until, noDeadline(), false)).toEqual({
      emptied: 1,
      waiting: 0,
    });
    expect([calls[0], calls[2]].map((call) => call?.input.ExclusiveStartKey)).toEqual([
      undefined,
      LastEvaluatedKey,
    ]);
  });

  it.each([
    ['where it was done before', '1700000000#~', 1],
    ['where somebody is forgotten up to a later moment', '1700000001#~', 1],
    ['and does where it was done up to an earlier one alone', '1699999999#~', 2],
  ])('writes nothing to a profile %s', async (_where, forgottenAt, calls) => {
    const profile = answering({ Item: { forgottenAt: { S: forgottenAt } } });
    expect(await forgetProfile(profile.tables, openid, until, noDeadline(), false)).toBe(false);
    expect(profile.calls).toHaveLength(calls);
  });

  it('starts no write where the function has no time left', async () => {
    const over: Deadline = {
      ...noDeadline(),
      check() {
        throw new OutOfTimeError('over');
      },
    };
    const profile = answering({});
    await expect(forgetProfile(profile.tables, openid, until, over, false)).rejects.toThrow(OutOfTimeError);
    const claims = answering({ Items: [claim(until)] });
    await expect(forgetClaims(claims.tables, openid, until, over, false)).rejects.toThrow(OutOfTimeError);
    expect([profile.calls.length, claims.calls.length]).toEqual([1, 1]);
  });
});

it('forgetting one claim ends with the function', async () => {
  const { tables, calls } = answering({});
  const deadline = noDeadline();
  await forgetClaim(tables, samples.user_scan_product, deadline);
  expect(calls.map(({ abortSignal }) => abortSignal)).toEqual([deadline.signal]);
});
