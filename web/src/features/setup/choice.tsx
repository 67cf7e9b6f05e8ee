import { FlaskConical, Plug } from 'lucide-react';
import type { ReactNode } from 'react';
import { useL10n } from '~/l10n/words';
import type { Way } from '~/routes/setup';

/** Two ways to begin. */
export function SetupChoice({ realApp, onChoose }: { realApp: boolean; onChoose: (way: Way) => void }) {
  const { t } = useL10n();
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Big
        title={t('setup-sandbox')}
        text={t('setup-sandbox-text')}
        note={t('setup-sandbox-note')}
        icon={<FlaskConical size={22} aria-hidden="true" />}
        onClick={() => onChoose('sandbox')}
      />
      <Big
        title={t('setup-meta')}
        text={realApp ? t('setup-meta-text') : t('setup-meta-set')}
        note={t('setup-meta-note')}
        icon={<Plug size={22} aria-hidden="true" />}
        onClick={() => onChoose('meta')}
        off={!realApp}
      />
    </div>
  );
}

interface BigProps {
  title: string;
  text: string;
  note: string;
  icon: ReactNode;
  onClick: () => void;
  off?: boolean;
}

function Big({ title, text, note, icon, onClick, off = false }: BigProps) {
  return (
    <button
      type="button"
      aria-disabled={off || undefined}
      onClick={() => !off && onClick()}
      className="grid content-start gap-2 rounded-xl border border-line bg-panel p-4 text-start not-aria-disabled:hover:border-accent not-aria-disabled:hover:bg-accent-soft aria-disabled:text-quiet sm:p-5"
    >
      <span className="grid size-11 place-items-center rounded-xl bg-accent-soft text-accent">{icon}</span>
      <span className="mt-1 font-semibold">{title}</span>
      <span className="text-sm text-quiet">{text}</span>
      <span className="text-xs text-quiet">{note}</span>
    </button>
  );
}
