import { type City, cityOf, provinces } from '../model/regions.ts';
import type { CityCounts, DayDetails, OriginCounts, Origins } from './answers.ts';
import { type Origin, originOfPlace, originOfRegion } from './provinces.ts';
import { sumOfLabels } from './sums.ts';

/** Where the events of some days come from: profiles' places and RegionCodes, by province. */
export function originsOf(days: readonly Pick<DayDetails, 'place' | 'region'>[]): Origins {
  const opened = tally(sumOfLabels(days, 'place'), originOfPlace);
  const located = tally(sumOfLabels(days, 'region'), originOfRegion);
  const countsOf = (code: string): OriginCounts => ({
    opened: opened.provinces.get(code) ?? 0,
    located: located.provinces.get(code) ?? 0,
  });
  const codes = [...new Set([...opened.provinces.keys(), ...located.provinces.keys()])].sort();
  return {
    provinces: codes.map((code) => ({ code, ...nameOf(code), ...countsOf(code) })),
    abroad: [...opened.countries]
      .map(([country, number]) => ({ country, opened: number }))
      .sort((one, other) => other.opened - one.opened),
    unknown: { opened: opened.unknown, located: located.unknown },
  };
}

/** In which cities Weixin located people on some days: of a product, for of the account only provinces are counted. */
export function citiesOf(days: readonly Pick<DayDetails, 'region'>[]): readonly CityCounts[] {
  const sums = new Map<string, { readonly city: City; readonly located: number }>();
  for (const [regionCode, number] of sumOfLabels(days, 'region')) {
    const city = cityOf(regionCode);
    if (city) sums.set(city.code, { city, located: (sums.get(city.code)?.located ?? 0) + number });
  }
  return [...sums.values()]
    .map(({ city, located }) => ({ ...city, located }))
    .sort((one, other) => other.located - one.located);
}

function tally(labels: ReadonlyMap<string, number>, originOf: (label: string) => Origin) {
  const origins = { provinces: new Map<string, number>(), countries: new Map<string, number>(), unknown: 0 };
  const add = (sums: Map<string, number>, name: string, number: number) =>
    sums.set(name, (sums.get(name) ?? 0) + number);
  for (const [label, number] of labels) {
    const { province, country } = { province: undefined, country: undefined, ...originOf(label) };
    if (province !== undefined) add(origins.provinces, province, number);
    else if (country !== undefined) add(origins.countries, country, number);
    else origins.unknown += number;
  }
  return origins;
}

function nameOf(code: string) {
  return provinces[code] ?? { zh: code, en: code };
}
