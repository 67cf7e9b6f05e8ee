import type { ContactImportPreview } from '~/api/contacts';
import { ofTable } from '~/l10n/of-table';
import { useL10n } from '~/l10n/words';

/** What would become of the rows; what is nothing is not shown, except what one looks for. */
export function Counts({ preview }: { preview: ContactImportPreview }) {
  const { t, number } = useL10n();
  const facts = [
    ['new', preview.new, false],
    ['changed', preview.changed, false],
    ['without_consent', preview.without_consent, true],
    ['invalid_number', preview.invalid_number, true],
    ['unchanged', preview.unchanged, false],
    ['stopped', preview.stopped, true],
    ['twice', preview.twice, true],
    ['unusable', preview.unusable, true],
  ] as const;
  return (
    <section aria-label={t('entry-would')} className="grid gap-2">
      <h2 className="font-semibold">{t('entry-would')}</h2>
      <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4">
        {facts.map(
          ([id, count, out], n) =>
            (n < 4 || count > 0) && (
              <div key={id} className="rounded-xl bg-inset px-3 py-2">
                <dt className="text-xs text-quiet">{t(`entry-count-${id}`)}</dt>
                <dd className={`text-lg font-semibold tabular-nums ${out && count > 0 ? 'text-amber' : ''}`}>
                  {number(count)}
                </dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

/** Who would not enter, and why. */
export function Rejects({ preview }: { preview: ContactImportPreview }) {
  const { t } = useL10n();
  const columns = preview.columns.map((one) => one.name);
  return (
    <section aria-label={t('entry-left')} className="grid gap-2">
      <h2 className="font-semibold">{t('entry-left')}</h2>
      <p className="text-sm text-quiet">{t('entry-left-text')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ul tabIndex={0} className="grid max-h-48 gap-1 overflow-auto rounded-xl bg-inset p-3 text-sm">
        {preview.rejects.map((one) => (
          <li key={one.row} className="flex gap-3">
            <span className="w-16 shrink-0 text-quiet tabular-nums">{t('entry-row', { row: one.row })}</span>
            <span dir="auto">{one.reasons.map((reason) => ofTable(reason, columns)).join('; ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
