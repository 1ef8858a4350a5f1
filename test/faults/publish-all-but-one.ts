import type { Answer, Forward } from '../../lib/local/aws/gate.ts';
import type { AwsCall } from '../../lib/local/iam/aws-call.ts';

const member = /^PublishBatchRequestEntries\.member\.(\d+)\.(.*)$/;

/** Has SNS publish all of a `PublishBatch` but its first entry, of which it says that it failed. */
export async function publishAllButOne(parameters: AwsCall['parameters'], forward: Forward): Promise<Answer> {
  const form = new URLSearchParams({ Action: 'PublishBatch' });
  let others = 0;
  for (const [name, value] of Object.entries(parameters)) {
    const [, place, field] = member.exec(name) ?? [];
    if (place === undefined) form.set(name, String(value));
    else if (place !== '1') {
      form.set(`PublishBatchRequestEntries.member.${Number(place) - 1}.${field}`, String(value));
      others = Math.max(others, Number(place) - 1);
    }
  }
  const id = String(parameters['PublishBatchRequestEntries.member.1.Id']);
  const failed = `<Failed><member><Id>${id}</Id><Code>InternalError</Code><SenderFault>false</SenderFault></member>`;
  // SNS takes no batch of none.
  const answer = others > 0 ? await forward(Buffer.from(form.toString())) : tookNone;
  return { ...answer, body: Buffer.from(answer.body.toString().replace('<Failed>', failed)) };
}

const tookNone: Answer = {
  status: 200,
  headers: { 'content-type': 'text/xml' },
  body: Buffer.from(
    '<PublishBatchResponse><PublishBatchResult><Successful/><Failed></Failed></PublishBatchResult></PublishBatchResponse>',
  ),
};
