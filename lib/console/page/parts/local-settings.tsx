import type { LocalWeixinAccount } from '../../about.ts';
import { deployCommand } from '../text/commands.ts';
import { useSpeech } from '../text/language.tsx';
import { CopyRow } from './copy-row.tsx';

/** What the local run takes for Weixin's, and what has to be done before Weixin itself can push. */
export function LocalSettings({ weixin }: { readonly weixin: LocalWeixinAccount }) {
  const { text } = useSpeech();
  return (
    <section class="card">
      <h2>{text.settings}</h2>
      <p class="notice busy">
        {text.localOnly} <code>{deployCommand}</code>
      </p>
      <dl class="copies">
        <CopyRow name={text.callbackUrl} value={weixin.callbackUrl} />
        <CopyRow name={text.token} value={weixin.token} />
        <CopyRow name={text.encodingAesKey} value={weixin.encodingAesKey} />
        <CopyRow name={text.appId} value={weixin.appId} />
      </dl>
    </section>
  );
}
