import type { ReactNode } from 'react';

export type Tone = 'plain' | 'accent' | 'amber' | 'red' | 'solid';

const TONE: Record<Tone, string> = {
  plain: 'border-line bg-panel text-quiet',
  accent: 'border-own-line bg-accent-soft text-accent',
  amber: 'border-amber-line bg-amber-soft text-amber',
  red: 'border-red-line bg-red-soft text-red',
  solid: 'border-transparent bg-accent text-on-accent',
};

/** A few words with a state. Never colour alone: there is always a word or a picture. */
export function Chip({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex shrink-0 items-center gap-1 rounded-full border px-2 py-px text-xs font-medium whitespace-nowrap ${TONE[tone]}`}
    >
      {children}
    </span>
  );
}

interface ToggleProps {
  pressed: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** One of a row of choices. */
export function Toggle({ pressed, onClick, children }: ToggleProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onClick}
      className="hit relative inline-flex min-h-8 shrink-0 items-center gap-1.5 rounded-full border border-line bg-panel px-3 text-sm whitespace-nowrap text-quiet transition-colors hover:text-text aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent"
    >
      {children}
    </button>
  );
}
