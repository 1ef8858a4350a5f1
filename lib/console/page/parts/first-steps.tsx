import { useAbout } from '../about.tsx';
import { href } from '../address.tsx';
import { deployCommand } from '../text/commands.ts';
import { useSpeech } from '../text/language.tsx';

/** What to do where no event has arrived yet. */
export function FirstSteps() {
  const { text } = useSpeech();
  const { weixin } = useAbout();
  return (
    <section class="card">
      <h2>{text.firstSteps}</h2>
      <ol class="first-steps">
        {weixin && (
          <li>
            {text.stepTry} <a href={href(['try'])}>{text.tryIt}</a>
          </li>
        )}
        {weixin && (
          <li>
            {text.stepDeploy} <code>{deployCommand}</code>
          </li>
        )}
        <li>{text.stepPlatform}</li>
        <li>{text.stepScan}</li>
      </ol>
    </section>
  );
}
