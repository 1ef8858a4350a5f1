import type { ComponentChildren } from 'preact';
import { useFormats } from '../about.tsx';
import type { TimelineEvent, UserReport } from '../answers.ts';
import { useEventName } from '../event-name.ts';
import { useSpeech } from '../text/language.tsx';
import { useLabel } from './label.tsx';
import { ProductLink } from './product-link.tsx';
import { Pushed } from './pushed.tsx';
import { Table } from './table.tsx';

/** Who an openid is, and what they did. */
export function Person({ report: { profile, events } }: { readonly report: UserReport }) {
  const { text } = useSpeech();
  if (profile.firstSeen === null && events.length === 0) {
    return (
      <p class="card" role="status">
        {text.personUnknown}
      </p>
    );
  }
  return (
    <>
      <section class="card">
        <h2>{text.profile}</h2>
        <ProfileFacts profile={profile} />
        <p class="quiet">{text.personKept}</p>
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
  const { text } = useSpeech();
  const { moment } = useFormats();
  const [sexOf, sceneOf, regionOf] = [useLabel('sex'), useLabel('followScene'), useLabel('region')];
  const { forgotten, region, followed, sex, firstSeen, lastSeen } = profile;
  const place = [profile.country, profile.province, profile.city].filter(
    (part) => part !== null && part !== '',
  );
  const facts: readonly (readonly [string, ComponentChildren])[] = [
    ...(forgotten === null ? [] : [[text.forgotten, text.forgottenUntil(moment(forgotten))] as const]),
    [text.place, place.length > 0 && <Pushed value={place.join(' / ')} />],
    [text.sex, sex !== null && sexOf(sex)],
    [text.lastRegion, region !== null && regionOf(region.code)],
    [text.firstSeen, firstSeen !== null && moment(firstSeen)],
    [text.lastSeen, lastSeen !== null && moment(lastSeen)],
    [
      text.followedFrom,
      followed !== null && (
        <>
          {moment(followed.at)} · {sceneOf(followed.scene)} · <ProductLink product={followed.product} />
        </>
      ),
    ],
  ];
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value || '–'}</dd>
        </div>
      ))}
    </dl>
  );
}

function Timeline({ events }: { readonly events: readonly TimelineEvent[] }) {
  const { text } = useSpeech();
  const { moment } = useFormats();
  const eventName = useEventName();
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
        {events.toReversed().map((each, index) => (
          // An event has no name of its own, and the list only grows at its front.
          <tr key={events.length - index}>
            <td class="moment">{moment(each.createTime)}</td>
            <td class="sentence">{eventName(each.event)}</td>
            <td>{each.product && <ProductLink product={each.product} />}</td>
            <td class="wide quiet fields-said">
              <Fields fields={each.fields} />
            </td>
            <td>
              <span class={`badge ${each.state === 'counted' ? 'good' : 'busy'}`}>
                {text.states[each.state]}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Weixin's fields that say something. */
function Fields({ fields }: Pick<TimelineEvent, 'fields'>) {
  return (
    <>
      {Object.entries(fields)
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <span class="field" key={name}>
            {name} <Pushed value={value} />
          </span>
        ))}
    </>
  );
}
