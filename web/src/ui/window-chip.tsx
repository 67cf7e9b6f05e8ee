import type { ReactNode } from 'react';
import type { WindowLook } from '~/lib/window';
import { useWindowWords } from './avatar';
import { Chip, type Tone } from './chip';

const TONE: Record<WindowLook['tone'], Tone> = {
  open: 'accent',
  closing: 'amber',
  closed: 'plain',
  never: 'plain',
  public: 'plain',
};

/** What is left of the 24-hour window, in words; `children` where they need more care. */
export function WindowChip({ look, children }: { look: WindowLook; children?: ReactNode }) {
  const words = useWindowWords();
  return <Chip tone={TONE[look.tone]}>{children ?? words(look)}</Chip>;
}
