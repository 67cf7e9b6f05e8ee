import { notices } from './prefs';

interface Notice {
  title: string;
  /** Several tabs that say the same show it once. */
  tag: string;
  onOpen: () => void;
}

/**
 * Says something outside of the tab while nobody looks at it, where that was chosen. It names people, never what they
 * wrote: a locked screen may show it.
 */
export function desktopNotice({ title, tag, onOpen }: Notice): void {
  if (notices.get() !== 'on' || typeof Notification === 'undefined') return;
  if (Notification.permission !== 'granted') return;
  if (document.visibilityState === 'visible' && document.hasFocus()) return;
  try {
    const shown = new Notification(title, { tag });
    shown.onclick = () => {
      window.focus();
      shown.close();
      onOpen();
    };
  } catch {
    // Some phones show none from a page.
  }
}
