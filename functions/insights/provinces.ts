import { provinces } from '../model/regions.ts';

/**
 * Which province of GB/T 2260 a place or a RegionCode is in. Decided when reading, so that a better table mends
 * what was counted before, too. A profile's places are in its user's own language.
 */

/** Names beside the Chinese and English ones of `provinces`: traditional characters, pinyin, older English. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  11: ['peking'],
  12: ['tientsin'],
  13: ['hopeh'],
  15: ['內蒙古', '内蒙', '內蒙', 'neimenggu', 'neimongol'],
  21: ['遼寧'],
  23: ['黑龍江'],
  32: ['江蘇', 'kiangsu'],
  33: ['chekiang'],
  36: ['kiangsi'],
  37: ['山東', 'shantung'],
  44: ['廣東', 'canton', 'kwangtung'],
  45: ['廣西', 'kwangsi'],
  50: ['重慶', 'chungking'],
  51: ['szechwan', 'szechuan'],
  52: ['貴州'],
  53: ['雲南'],
  54: ['xizang'],
  61: ['陝西', 'shensi'],
  62: ['甘肅', 'kansu'],
  64: ['寧夏'],
  65: ['sinkiang'],
  71: ['臺灣', '台灣', '臺湾'],
  81: ['xianggang'],
  82: ['澳門', 'aomen', 'macau'],
};

/** What names of provinces end in, in Chinese, English and pinyin. */
const endings =
  /(特别行政区|特別行政區|(维吾尔|維吾爾|壮族|壯族|回族)?自治[区區]|省|市|地区|地區|province|city|municipality|(zhuangzu|huizu|weiwuer|zhuang|hui|uygur|uyghur)?(autonomousregion|zizhiqu)|sheng|shi|specialadministrativeregion|sar|tebiexingzhengqu)$/;

const china: ReadonlySet<string> = new Set(
  ['中国', '中國', '中国大陆', '中國大陸', 'China', 'Mainland China', 'CN', 'PRC', 'Zhongguo'].map(plain),
);

/** Provinces that are also pushed in the place of a country. */
const alsoCountries = ['71', '81', '82'];

const codes: ReadonlyMap<string, string> = new Map(
  Object.entries(provinces).flatMap(([code, { zh, en }]) =>
    [zh, en, ...(otherNames[code] ?? [])].map((name): [string, string] => [plain(name), code]),
  ),
);

/** Where a place is: in a province, in another country, or nobody can say. */
export type Origin =
  | { readonly province: string }
  | { readonly country: string }
  | { readonly province?: undefined; readonly country?: undefined };

/**
 * Where a place of a profile is.
 * @param place Country and Province as pushed, joined by `/`
 */
export function originOfPlace(place: string): Origin {
  const end = place.lastIndexOf('/');
  const [country, province] = [place.slice(0, end), place.slice(end + 1)];
  const inChina = country === '' || china.has(plain(country));
  const code = inChina ? codeOf(province) : codeOfCountry(country);
  if (code !== undefined) return { province: code };
  return inChina ? {} : { country };
}

/** Where a RegionCode is: six digits, or the two of its province. */
export function originOfRegion(regionCode: string): Origin {
  const code = /^(\d\d)(\d{4})?$/.exec(regionCode)?.[1] ?? '';
  return Object.hasOwn(provinces, code) ? { province: code } : {};
}

function codeOfCountry(country: string): string | undefined {
  const name = plain(country)
    .replace(/^(中国|中國|china)/, '')
    .replace(/(中国|中國|china)$/, '');
  const code = codeOf(name);
  return alsoCountries.find((each) => each === code);
}

function codeOf(name: string): string | undefined {
  const plainName = plain(name);
  return codes.get(plainName) ?? codes.get(plainName.replace(endings, ''));
}

/** A name without what different spellings differ in. */
function plain(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
