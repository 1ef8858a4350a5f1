import { dayCounters } from '../../../../functions/model/counters.ts';
import { daysSpreadsheet } from '../../../report/days-spreadsheet.ts';
import { useRefresh } from '../about.tsx';
import type { AccountReport } from '../answers.ts';
import { withQuery } from '../api.ts';
import { Answered } from '../parts/answered.tsx';
import { CsvButton } from '../parts/csv-button.tsx';
import { RangePicker } from '../parts/range-picker.tsx';
import { Statistics } from '../parts/statistics.tsx';
import { WeekHours } from '../parts/week-hours.tsx';
import { useSpeech } from '../text/language.tsx';
import { useAnswer } from '../use-answer.ts';
import { useRange } from '../use-range.ts';
import { useTitle } from '../use-title.ts';

/** All products together over any range of days. */
export function Shop() {
  const { text, language } = useSpeech();
  useTitle(text.shop);
  const chosen = useRange();
  const { from, to, before } = chosen.period;
  const reading = useAnswer<AccountReport>(withQuery('api/account', { from, to }), useRefresh());
  // What is over hardly changes.
  const readingBefore = useAnswer<AccountReport>(withQuery('api/account', { ...before }), 60_000);
  const report = reading.answer;
  return (
    <>
      <div class="heading">
        <h1>{text.shop}</h1>
        {report && (
          <CsvButton name={`shop-${from}-${to}`} rows={() => daysSpreadsheet(report.days, language)} />
        )}
      </div>
      <RangePicker />
      <Answered reading={reading}>
        {(answer) => (
          <Statistics
            counters={dayCounters}
            chosen={chosen}
            report={answer}
            daysBefore={readingBefore.answer?.days}
            fileName="shop"
            hours={<WeekHours days={answer.days} />}
          />
        )}
      </Answered>
    </>
  );
}
