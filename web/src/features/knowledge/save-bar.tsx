import { Undo2 } from 'lucide-react';
import { said } from '~/api/problem';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import type { Rows } from './use-rows';

/** What is not saved yet, and what can be done about it. It stays in sight. */
export function SaveBar({ rows, wrong }: { rows: Rows; wrong?: string | null }) {
  const { t } = useL10n();
  if (rows.unsaved === 0) return null;
  return (
    <div className="sticky bottom-0 z-10 -mx-1 grid gap-2 rounded-2xl border border-line bg-panel p-3 shadow-raised">
      <div className="flex flex-wrap items-center gap-2">
        <p role="status" className="min-w-40 flex-1 text-sm font-medium">
          {t('knowledge-unsaved', { count: rows.unsaved })}
        </p>
        <Button onClick={rows.undo}>
          <Undo2 size={15} aria-hidden="true" />
          {t('knowledge-undo')}
        </Button>
        <Button onClick={rows.reset}>{t('knowledge-discard')}</Button>
        <Button variant="primary" busy={rows.saving} disabledReason={wrong} onClick={rows.save}>
          {rows.saving ? t('app-saving') : t('knowledge-save')}
        </Button>
      </div>
      {wrong && <p className="text-sm text-amber">{wrong}</p>}
      {rows.error && (
        <p role="alert" className="text-sm text-red">
          {said(rows.error)}
        </p>
      )}
    </div>
  );
}
