import { isEventName } from '../../../../functions/model/event-types.ts';
import { useFormats } from '../about.tsx';
import type { TimelineEvent, UserReport } from '../answers.ts';
import { wordFor } from '../named.ts';
import { useSpeech } from '../text/language.tsx';
import { ProductLink } from './product-link.tsx';
import { Table } from './table.tsx';

/** Who an openid is, and what they did. */
export function Person({ report: { profile, events } }: { readonly report: UserReport }) {
  const { text } = useSpeech();
  if (profile.firstSeen === null && events.length === 0) return <p role="status">{text.personUnknown}</p>;
  return (
    <>
      <section class="card">
        <h2>{text.profile}</h2>
        <ProfileFacts profile={profile} />
      </section>
      <section class="card">
        <h2>{text.timeline}</h2>
        <p class="quiet">{events.length === 0 ? text.noTimeline : text.timelineHint}</p>
        {events.length > 0 && <Timeline events={events} />}
      </section>
    </>
  );
}

function ProfileFacts({ profile }: Pick<UserReport, 'profile'>) {
  const { text, language } = useSpeech();
  const { moment } = useFormats();
  const { region, followed, sex } = profile;
  const known = {
    [text.place]: [profile.country, profile.province, profile.city].filter(Boolean).join(' / '),
    [text.sex]: sex === null ? '' : (wordFor(text.sexNames, sex) ?? sex),
    [text.lastRegion]:
      region === null ? '' : [region.code, region.province?.[language]].filter(Boolean).join(' '),
    [text.firstSeen]: profile.firstSeen === null ? '' : moment(profile.firstSeen),
    [text.lastSeen]: profile.lastSeen === null ? '' : moment(profile.lastSeen),
  };
  return (
    <dl class="facts">
      {Object.entries(known).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value || '–'}</dd>
        </div>
      ))}
      <div>
        <dt>{text.followed}</dt>
        <dd>
          {followed === null ? (
            '–'
          ) : (
            <>
              {moment(followed.at)} · {wordFor(text.followSceneNames, followed.scene) ?? followed.scene} ·{' '}
              <ProductLink product={followed.product} />
            </>
          )}
        </dd>
      </div>
    </dl>
  );
}

function Timeline({ events }: { readonly events: readonly TimelineEvent[] }) {
  const { text } = useSpeech();
  const { moment } = useFormats();
  return (
    <Table caption={text.timeline}>
      <thead>
        <tr>
          <th scope="col">{text.time}</th>
          <th scope="col">{text.event}</th>
          <th scope="col">{text.product}</th>
          <th scope="col" class="wide">
            {text.fields}
          </th>
          <th scope="col">{text.state}</th>
        </tr>
      </thead>
      <tbody>
        {events.toReversed().map(({ event, createTime, product, state, fields }) => (
          <tr key={`${createTime} ${event} ${product?.keyStandard} ${product?.keyStr}`}>
            <td class="moment">{moment(createTime)}</td>
            <td>{isEventName(event) ? text.eventNames[event] : event}</td>
            <td>{product && <ProductLink product={product} />}</td>
            <td class="wide quiet fields-said">{fieldsSaid(fields)}</td>
            <td>
              <span class={`badge ${state === 'counted' ? 'good' : 'busy'}`}>{text.stateNames[state]}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Weixin's fields that say something. */
function fieldsSaid(fields: TimelineEvent['fields']): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name} ${value}`)
    .join(' · ');
}
