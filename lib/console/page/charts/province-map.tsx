import { provinces } from '../../../../functions/model/regions.ts';
import { useFormats } from '../about.tsx';
import { useSpeech } from '../text/language.tsx';
import { levelClass } from './level.ts';
import { provinceTiles } from './province-tiles.ts';

interface ProvinceMapProps {
  readonly label: string;
  /** By code of GB/T 2260. */
  readonly counts: ReadonlyMap<string, number>;
}

/** A map of tiles, for the eye; the numbers stand in a table beside it. */
export function ProvinceMap({ label, counts }: ProvinceMapProps) {
  const { say, language } = useSpeech();
  const { number } = useFormats();
  const largest = Math.max(1, ...counts.values());
  return (
    <div class="province-map" role="img" aria-label={label}>
      {[...provinceTiles].map(([code, { column, row, letters }]) => {
        const province = provinces[code] ?? { zh: code, en: code };
        const count = counts.get(code) ?? 0;
        return (
          <div
            key={code}
            class={`province ${levelClass(count, largest)}`}
            style={{ gridColumn: column, gridRow: row }}
            title={`${say(province)} ${number(count)}`}
          >
            {language === 'zh' ? province.zh : letters}
            <span>{count > 0 ? number(count) : ''}</span>
          </div>
        );
      })}
    </div>
  );
}
