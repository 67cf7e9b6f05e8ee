import { useState } from 'react';
import { crossed, merged, same } from './merged';

/** What is being changed while somebody else may save too. */
export function useMerged<T extends object>(saved: T) {
  const [form, setForm] = useState({ base: saved, next: saved, crossing: false });
  if (form.base !== saved) {
    const { base, next } = form;
    setForm({ base: saved, next: merged(base, next, saved), crossing: crossed(base, next, saved) });
  }
  const { next, crossing } = form;
  const changed = !same(next, saved);
  return {
    next,
    changed,
    /** Somebody else saved another value for what is being changed here. */
    crossing: changed && crossing,
    change: (part: Partial<T>) => setForm({ ...form, next: { ...next, ...part } }),
    reset: () => setForm({ base: saved, next: saved, crossing: false }),
  };
}
