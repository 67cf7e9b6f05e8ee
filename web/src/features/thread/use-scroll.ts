import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** This close to the end counts as being there. */
const NEAR_PX = 48;

interface Anchor {
  id: string;
  /** Distance of its top from the top of the view. */
  offset: number;
}

/** The first row that is at least partly in view. Rows stand in order, so half of them are left out at each look. */
function anchorOf(box: HTMLElement): Anchor | null {
  const rows = box.querySelectorAll<HTMLElement>('[data-line]');
  const top = box.scrollTop;
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const row = rows[middle];
    if (row && row.offsetTop + row.offsetHeight > top) to = middle;
    else from = middle + 1;
  }
  const row = rows[from];
  return row ? { id: row.id, offset: row.offsetTop - top } : null;
}

/**
 * Keeps what one reads where it is: at the end new messages push up; elsewhere nothing moves, whether pages
 * come in above, pictures load or the composer grows.
 */
export function useThreadScroll(
  box: RefObject<HTMLElement | null>,
  lastId: string | undefined,
  count: number,
) {
  const atEnd = useRef(true);
  const anchor = useRef<Anchor | null>(null);
  const [away, setAway] = useState(false);
  const [seenLast, setSeenLast] = useState(lastId);
  if (!away && seenLast !== lastId) setSeenLast(lastId);

  const restore = useCallback(() => {
    const view = box.current;
    if (!view) return;
    if (atEnd.current) {
      view.scrollTop = view.scrollHeight;
      return;
    }
    const row = anchor.current && document.getElementById(anchor.current.id);
    if (row && anchor.current) view.scrollTop = row.offsetTop - anchor.current.offset;
  }, [box]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever changes the rows changes these two
  useLayoutEffect(restore, [restore, count, lastId]);

  useEffect(() => {
    const view = box.current;
    if (!view) return;
    let before = view.scrollTop;
    const onScroll = () => {
      // What grows below does not move one away from the end; only going up does.
      const near = view.scrollHeight - view.scrollTop - view.clientHeight < NEAR_PX;
      atEnd.current = near || (atEnd.current && view.scrollTop >= before);
      before = view.scrollTop;
      anchor.current = atEnd.current ? null : anchorOf(view);
      setAway(!atEnd.current);
    };
    const sizes = new ResizeObserver(restore);
    sizes.observe(view);
    for (const child of view.children) sizes.observe(child);
    view.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      sizes.disconnect();
      view.removeEventListener('scroll', onScroll);
    };
  }, [box, restore]);

  const toEnd = useCallback(() => {
    atEnd.current = true;
    setAway(false);
    restore();
  }, [restore]);

  return { away, seenLast, toEnd };
}

/** Calls when the marked edge of the thread comes near. */
export function useEdge(box: RefObject<HTMLElement | null>, ready: boolean, onNear: () => void) {
  const mark = useRef<HTMLDivElement>(null);
  const latest = useRef(onNear);
  useLayoutEffect(() => {
    latest.current = onNear;
  });
  useEffect(() => {
    if (!ready || !mark.current) return;
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current();
      },
      { root: box.current, rootMargin: '600px 0px' },
    );
    watcher.observe(mark.current);
    return () => watcher.disconnect();
  }, [box, ready]);
  return mark;
}
