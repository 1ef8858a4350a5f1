import type { Review } from '../../functions/insights/answers.ts';
import { type DayBreakdown, labelMeaning } from '../../functions/model/counters.ts';
import { cityOf, type Province, provinceOf, provinces } from '../../functions/model/regions.ts';
import type { Language } from '../wording/language.ts';
import { type ResultText, resultTexts } from '../wording/results.ts';

/** What codes and labels mean to a reader. A browser loads this file too. */

/** What Weixin's review decided, in a word; what it does not document stands for itself. */
export function resultOf(review: Review | null, text: ResultText): string {
  if (review === null) return text.reviewNone;
  const { result } = review;
  return Object.hasOwn(text.reviewResults, result) ? (text.reviewResults[result] ?? result) : result;
}

/** What a label of a breakdown means to a reader; nothing where it stands for itself. */
export function meaningOf(breakdown: DayBreakdown, label: string, language: Language): string {
  if (/^\/*$/.test(label)) return resultTexts[language].notPushed;
  if (breakdown === 'region') return regionText(label, language);
  if (breakdown === 'place')
    return provinceText(provinceNamed(label.slice(label.lastIndexOf('/') + 1)), language);
  return labelMeaning(breakdown, label)?.[language] ?? '';
}

/** Where a RegionCode is: its province, and its city unless that is the province itself. */
export function regionText(regionCode: string, language: Language): string {
  const province = provinceOf(regionCode);
  const city = cityOf(regionCode)?.zh ?? '';
  const isProvince = province !== undefined && city.startsWith(province.zh);
  return [provinceText(province, language), isProvince ? '' : city].filter(Boolean).join(' ');
}

/** A province in the reader's language; where that is not Chinese, in Chinese as well, as Weixin writes it. */
export function provinceText(province: Province | undefined | null, language: Language): string {
  if (!province) return '';
  return language === 'zh' ? province.zh : `${province.zh} ${province.en}`;
}

/** Users see a province's name in their own language. */
function provinceNamed(name: string): Province | undefined {
  return Object.values(provinces).find(({ zh, en }) => name === zh || name === en);
}
