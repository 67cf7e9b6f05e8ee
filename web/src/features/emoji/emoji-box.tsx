import { type KeyboardEvent, useRef, useState } from 'react';
import { useL10n } from '~/l10n/words';
import { emojiWanted } from '~/lib/emoji';
import { language } from '~/lib/prefs';
import { useStore } from '~/lib/store';
import { Dialog } from '~/ui/dialog';
import { Field } from '~/ui/field';
import { find } from './signs';

/** Signs to choose from: type to find, arrows to move, Enter to take. */
export function EmojiBox({ onClose }: { onClose: () => void }) {
  const { t } = useL10n();
  const wanted = useStore(emojiWanted);
  const spoken = useStore(language);
  const [text, setText] = useState('');
  const grid = useRef<HTMLDivElement>(null);
  const found = find(text);
  const buttons = () => [...(grid.current?.querySelectorAll('button') ?? [])];
  function choose(sign: string | undefined): void {
    if (!sign) return;
    onClose();
    wanted?.choose(sign);
  }
  function move(event: KeyboardEvent): void {
    const all = buttons();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const [first] = all;
    if (!first || at < 0) return;
    const across = all.filter((one) => one.offsetTop === first.offsetTop).length;
    const away = getComputedStyle(first).direction === 'rtl' ? -1 : 1;
    const to = { ArrowRight: at + away, ArrowLeft: at - away, ArrowDown: at + across, ArrowUp: at - across }[
      event.key
    ];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0 && event.key === 'ArrowUp') grid.current?.parentElement?.querySelector('input')?.focus();
    else all[Math.min(Math.max(to, 0), all.length - 1)]?.focus();
  }
  return (
    <Dialog open onClose={onClose} title={t('emoji-title')}>
      <div className="grid gap-3 p-4">
        <Field
          type="search"
          data-focus-first
          label={t('emoji-search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault();
              choose(found[0]?.sign);
            } else if (event.key === 'ArrowDown') {
              event.preventDefault();
              buttons()[0]?.focus();
            }
          }}
        />
        {found.length === 0 && (
          <p role="status" className="py-6 text-center text-sm text-quiet">
            {t('emoji-none', { text })}
          </p>
        )}
        {/* biome-ignore lint/a11y/useSemanticElements: buttons, not fields */}
        <div
          ref={grid}
          role="group"
          aria-label={t('emoji-title')}
          onKeyDown={move}
          className="grid max-h-[45dvh] grid-cols-[repeat(auto-fill,minmax(2.75rem,1fr))] gap-0.5 overflow-y-auto"
        >
          {found.map(({ sign, names }, at) => (
            <button
              key={sign}
              type="button"
              tabIndex={at === 0 ? 0 : -1}
              aria-label={names[spoken]}
              title={names[spoken]}
              onClick={() => choose(sign)}
              className="grid h-11 place-items-center rounded-lg text-2xl -outline-offset-2 hover:bg-hover focus-visible:bg-accent-soft"
            >
              {sign}
            </button>
          ))}
        </div>
      </div>
    </Dialog>
  );
}
