import { useState } from 'preact/hooks';
import { useRefresh } from '../about.tsx';
import { personHref } from '../address.tsx';
import type { UserReport } from '../answers.ts';
import { withQuery } from '../api.ts';
import { Answered } from '../parts/answered.tsx';
import { Person } from '../parts/person.tsx';
import { useSpeech } from '../text/language.tsx';
import { useAnswer } from '../use-answer.ts';
import { useTitle } from '../use-title.ts';

/** One openid's profile and timeline. */
export function People({ openid }: { readonly openid: string }) {
  const { text } = useSpeech();
  useTitle(openid === '' ? text.people : `${openid} · ${text.people}`);
  const [entered, setEntered] = useState(openid);
  const show = (event: Event) => {
    event.preventDefault();
    location.hash = personHref(entered.trim());
  };
  return (
    <>
      <h1>{text.people}</h1>
      <form class="card" onSubmit={show}>
        <label>
          {text.openid} <span class="quiet">{text.personHint}</span>
          <span class="search">
            <input
              class="code"
              autocomplete="off"
              spellcheck={false}
              value={entered}
              onInput={(event) => setEntered(event.currentTarget.value)}
            />
            <button type="submit" class="main">
              {text.findPerson}
            </button>
          </span>
        </label>
      </form>
      {openid !== '' && <Found openid={openid} />}
    </>
  );
}

function Found({ openid }: { readonly openid: string }) {
  const reading = useAnswer<UserReport>(withQuery('api/user', { openid }), useRefresh());
  return <Answered reading={reading}>{(report) => <Person report={report} />}</Answered>;
}
