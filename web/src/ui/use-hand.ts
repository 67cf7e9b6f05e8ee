import { type PointerEvent, useState } from 'react';

/** Whether somebody has a hand on a part of the page: the pointer of a mouse, or the focus. */
export function useHand() {
  const [hover, setHover] = useState(false);
  const [focus, setFocus] = useState(false);
  return {
    on: hover || focus,
    ears: {
      onPointerEnter: (event: PointerEvent) => setHover(event.pointerType === 'mouse'),
      onPointerLeave: () => setHover(false),
      onFocus: () => setFocus(true),
      onBlur: () => setFocus(false),
    },
  };
}
