import { forwardTexts } from '../../../wording/forward.ts';
import type { TryAnswer } from '../answers.ts';
import { checkCommand, forwardingStartCommand } from '../text/commands.ts';
import { useSpeech } from '../text/language.tsx';
import { visible } from '../visible.ts';

/** What the follower sees of a push that is for the merchant's own server, or why they see nothing. */
export function Reply({ answer }: { readonly answer: TryAnswer }) {
  const { text, language } = useSpeech();
  const { reply, fate } = answer;
  if (reply && 'said' in reply) {
    return (
      <figure class="reply">
        <figcaption class="quiet">{text.followerSees}</figcaption>
        <blockquote>
          <bdi>{visible(reply.said)}</bdi>
        </blockquote>
      </figure>
    );
  }
  if (reply) {
    const problem = forwardTexts[language].problems[reply.problem];
    return (
      <p class="notice bad">
        {text.replyOfNoUse} {problem({ status: undefined, location: undefined })}
      </p>
    );
  }
  if (fate?.forward === 'answered') return <p class="quiet">{text.noReply}</p>;
  if (fate?.forward !== undefined) {
    return (
      <p class="notice bad">
        {text.serverFailed(fate.forwardError ?? '')} <code>{checkCommand}</code>
      </p>
    );
  }
  if (fate?.outcome !== 'notProductEvent') return null;
  return (
    <p class="quiet">
      {text.notForwarded} <code>{forwardingStartCommand}</code>
    </p>
  );
}
