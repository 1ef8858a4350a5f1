import type { ComponentChildren } from 'preact';
import { useCallback } from 'preact/hooks';
import { type DayBreakdown, labelMeaning } from '../../../../functions/model/counters.ts';
import { regionText } from '../../../report/meanings.ts';
import { useSpeech } from '../text/language.tsx';
import { Pushed } from './pushed.tsx';

/** How a breakdown's labels are shown: in words where there are any, else as they were pushed. */
export function useLabel(breakdown: DayBreakdown): (label: string) => ComponentChildren {
  const { text, say, language } = useSpeech();
  return useCallback(
    (label) => {
      if (/^\/*$/.test(label)) return text.notPushed;
      const meaning = labelMeaning(breakdown, label);
      if (meaning) return say(meaning);
      const where = breakdown === 'region' ? regionText(label, language) : '';
      return where ? `${where} ${label}` : <Pushed value={label} />;
    },
    [breakdown, text, say, language],
  );
}
