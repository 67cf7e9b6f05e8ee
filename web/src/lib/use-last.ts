import { useState } from 'react';

/** The newest value there was: while the next one is on its way, and after it failed. */
export function useLast<T>(now: T | undefined): T | undefined {
  const [last, setLast] = useState(now);
  if (now !== undefined && now !== last) setLast(now);
  return now ?? last;
}
