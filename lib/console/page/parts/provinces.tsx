import { useMemo } from 'preact/hooks';
import { useFormats } from '../about.tsx';
import { changeSettings, useAddress } from '../address.tsx';
import type { DayDetails, Origins } from '../answers.ts';
import { ProvinceMap } from '../charts/province-map.tsx';
import { useSpeech } from '../text/language.tsx';
import { useTitles } from '../titles.ts';
import { Breakdowns } from './breakdowns.tsx';
import { Pushed } from './pushed.tsx';
import { Table } from './table.tsx';
import { useFirst } from './use-first.tsx';

const shades = ['opened', 'located'] as const;
const mostShown = 10;

interface ProvincesProps {
  readonly origins: Origins;
  readonly days: readonly DayDetails[];
}

/** Where events come from: a map, a table beside it, and what was pushed on demand. */
export function Provinces({ origins, days }: ProvincesProps) {
  const { text } = useSpeech();
  const titles = useTitles();
  const { map } = useAddress().query;
  const shade = shades.find((each) => each === map) ?? 'opened';
  const counts = useMemo(
    () => new Map(origins.provinces.map((province) => [province.code, province[shade]])),
    [origins, shade],
  );
  return (
    <section class="card">
      <div class="heading">
        <h2>{text.provinces}</h2>
        <fieldset class="choices">
          <legend class="unseen">{text.shadedBy}</legend>
          {shades.map((each) => (
            <button
              type="button"
              key={each}
              aria-pressed={each === shade}
              onClick={() => changeSettings({ map: each === 'opened' ? undefined : each }, 'turn')}
            >
              {titles.counter(each)}
            </button>
          ))}
        </fieldset>
      </div>
      <p class="quiet">{text.provincesHint[shade]}</p>
      <div class="map-and-table">
        <ProvinceMap label={`${text.provinces}, ${titles.counter(shade)}`} counts={counts} />
        <ProvinceTable origins={origins} shade={shade} />
      </div>
      <details>
        <summary>{text.asPushed}</summary>
        <Breakdowns breakdowns={['place', 'region']} days={days} />
      </details>
    </section>
  );
}

function ProvinceTable({
  origins: { provinces, abroad, unknown },
  shade,
}: {
  readonly origins: Origins;
  readonly shade: (typeof shades)[number];
}) {
  const { text, say } = useSpeech();
  const titles = useTitles();
  const { number } = useFormats();
  const sorted = provinces.toSorted((one, other) => other[shade] - one[shade]);
  const { shown, others } = useFirst(sorted, mostShown);
  const rows = [
    ...shown.map((province) => ({
      key: province.code,
      name: <>{say(province)}</>,
      counts: province,
    })),
    ...abroad.map(({ country, opened }) => ({
      key: `abroad ${country}`,
      name: (
        <>
          {text.abroad} <Pushed value={country} />
        </>
      ),
      counts: { opened, located: 0 },
    })),
    ...(unknown.opened + unknown.located > 0
      ? [{ key: 'unknown', name: <span class="quiet">{text.unknownOrigin}</span>, counts: unknown }]
      : []),
  ];
  if (rows.length === 0) return <p class="quiet">{text.nothingCounted}</p>;
  return (
    <div>
      <Table caption={text.provinces}>
        <thead>
          <tr>
            <th scope="col">{text.province}</th>
            {shades.map((each) => (
              <th scope="col" class="number" key={each}>
                {titles.counter(each)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, counts }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {shades.map((each) => (
                <td class="number" key={each}>
                  {number(counts[each])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {others}
    </div>
  );
}
