import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { SentMail } from '../../functions/week/handler.ts';
import { outputs } from '../target/outputs.ts';
import type { Target } from '../target/target.ts';
import { TargetError } from '../target/target-error.ts';
import { inEach, type Language } from '../wording/language.ts';
import { reportTexts } from '../wording/report.ts';
import { NotDoneError } from './not-done.ts';

/**
 * Has the receiver send its mail about the last full week now, whether or not it was sent before.
 * @param stack the deployed stack's name; undefined for a local run
 * @returns what was sent, in a sentence
 * @throws {TargetError} where it sends no mail
 * @throws {NotDoneError} where its function failed
 */
export async function sendWeek(
  target: Pick<Target, 'outputs' | 'clientOf'>,
  stack: string | undefined,
  language: Language,
): Promise<string> {
  const FunctionName = target.outputs[outputs.weekFunction];
  if (FunctionName === undefined) {
    throw new TargetError(
      inEach(reportTexts, (text) => (stack === undefined ? text.noLocalMail : text.noMail)),
    );
  }
  const lambda = new LambdaClient({ ...target.clientOf('lambda'), maxAttempts: 1 });
  try {
    const { FunctionError, Payload = new Uint8Array() } = await lambda.send(
      // Without a time of the schedule it is by hand.
      new InvokeCommand({ FunctionName, Payload: Buffer.from('{}') }),
    );
    const answer = Buffer.from(Payload).toString();
    if (FunctionError !== undefined)
      throw new NotDoneError(inEach(reportTexts, (text) => text.mailFailed(answer)));
    const { subject, messageId }: SentMail = JSON.parse(answer);
    return `${reportTexts[language].mailSent(subject, messageId)}\n`;
  } finally {
    lambda.destroy();
  }
}
