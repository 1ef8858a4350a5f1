import { useMemo } from 'preact/hooks';
import { sumOfLabels } from '../../../../functions/insights/sums.ts';
import type { ProductDay } from '../answers.ts';
import { ProvincesChart, useProvinces } from '../charts/provinces-chart.tsx';
import { wordFor } from '../named.ts';
import { useSpeech } from '../text/language.tsx';
import { Bars } from './bars.tsx';

/** Who opened a product, from where, and by what way they came. */
export function ProductBreakdowns({ days }: { readonly days: readonly ProductDay[] }) {
  const { text } = useSpeech();
  const regions = useMemo(() => sumOfLabels(days, 'region'), [days]);
  const provinces = useProvinces(regions);
  return (
    <div class="columns">
      <Bars title={text.scene} counts={named(sumOfLabels(days, 'scene'), text.sceneNames)} />
      <Bars title={text.sex} counts={named(sumOfLabels(days, 'sex'), text.sexNames)} />
      <Bars
        title={text.followScene}
        counts={named(sumOfLabels(days, 'followScene'), text.followSceneNames)}
      />
      <Bars title={text.place} counts={named(sumOfLabels(days, 'place'), { '/': text.emptyLabel })} />
      <section class="card">
        <h2>{text.region}</h2>
        {provinces.size === 0 ? (
          <p class="quiet">{text.nothingCounted}</p>
        ) : (
          <ProvincesChart
            label={[...provinces].map(([name, count]) => `${name}: ${count}`).join('; ')}
            counts={provinces}
          />
        )}
      </section>
      <Bars title={text.regionCodes} counts={regions} />
    </div>
  );
}

/** Labels in words where they are known; what is not known stays as it was pushed. */
function named(counts: ReadonlyMap<string, number>, names: Readonly<Record<string, string>>) {
  const entries = [...counts].map(([label, count]) => {
    const word = wordFor(names, label);
    return [word === undefined ? label : `${label} ${word}`, count] as const;
  });
  return new Map(entries);
}
