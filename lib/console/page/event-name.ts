import { counterNamed } from '../../../functions/model/counters.ts';
import { eventType, isEventName } from '../../../functions/model/event-types.ts';
import { useSpeech } from './text/language.tsx';
import { useTitles } from './titles.ts';

/**
 * An event in its reader's words, by Weixin's name for it: what it is counted as, else what it means; one
 * that nobody knows stands for itself.
 */
export function useEventName(): (event: string) => string {
  const { say } = useSpeech();
  const titles = useTitles();
  return (event) => {
    if (!isEventName(event)) return event;
    const counter = counterNamed(event);
    return counter ? titles.counter(counter) : say(eventType(event).meaning);
  };
}
