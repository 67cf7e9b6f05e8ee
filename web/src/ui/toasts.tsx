import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useL10n } from '~/l10n/words';
import { useStore } from '~/lib/store';
import { dismiss, type Toast, toasts } from '~/lib/toast';
import { TextButton } from './button';
import { IconButton } from './icon-button';

/** Where toasts stand. They wait while the pointer or the focus is on them. */
export function Toasts() {
  const { t } = useL10n();
  const all = useStore(toasts);
  const [held, setHeld] = useState(false);
  return (
    <section
      aria-label={t('toast-region')}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-none fixed inset-x-0 inset-be-16 z-40 grid justify-items-center gap-2 px-3 sm:inset-be-4"
    >
      <div role="status" className="contents">
        {all.map((one) => (
          <Row key={one.id} toast={one} held={held} />
        ))}
      </div>
    </section>
  );
}

function Row({ toast: { id, text, tone, action, ms }, held }: { toast: Toast; held: boolean }) {
  const { t } = useL10n();
  useEffect(() => {
    if (ms === null || held) return;
    const timer = setTimeout(() => dismiss(id), ms);
    return () => clearTimeout(timer);
  }, [id, ms, held]);
  const look =
    tone === 'red' ? 'border-red-line bg-red-soft text-red' : 'border-transparent bg-text text-panel';
  return (
    <div
      className={`rise pointer-events-auto flex w-fit max-w-full items-center gap-3 rounded-xl border py-1 ps-4 pe-1 text-sm shadow-raised ${look}`}
    >
      <span dir="auto" className="min-w-0">
        {text}
      </span>
      {action && (
        <TextButton
          onClick={() => {
            dismiss(id);
            action.run();
          }}
        >
          {action.label}
        </TextButton>
      )}
      <IconButton label={t('app-close')} side="above" plain onClick={() => dismiss(id)}>
        <X size={16} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
