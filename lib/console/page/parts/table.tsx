import type { ComponentChildren } from 'preact';

interface TableProps {
  /** What a screen reader says it is; others see it by where it stands. */
  readonly caption: string;
  readonly children: ComponentChildren;
}

/** A table that scrolls where the screen is too narrow for it. */
export function Table({ caption, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
    <section class="scroll" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="unseen">{caption}</caption>
        {children}
      </table>
    </section>
  );
}
