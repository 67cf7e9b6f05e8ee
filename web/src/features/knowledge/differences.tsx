import { useQuery } from '@tanstack/react-query';
import { differenceQuery } from '~/api/knowledge';
import { useL10n } from '~/l10n/words';
import { Bones, Failure } from '~/ui/states';
import { told } from './told';

const TONE = { added: 'text-accent', changed: 'text-amber', removed: 'text-red' } as const;

/** What differs between two versions, row by row: before and after of each member that changed. */
export function Differences({ from, to }: { from: number; to: number }) {
  const { t, known, number } = useL10n();
  const query = useQuery(differenceQuery(from, to));
  if (query.isPending) return <Bones rows={4} />;
  if (!query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const { rows, total, settings } = query.data;
  return (
    <div className="grid gap-3 p-5">
      {settings.length > 0 && (
        <p className="text-sm">{t('knowledge-change-settings', { names: settings.join(', ') })}</p>
      )}
      {total === 0 && settings.length === 0 && (
        <p className="text-sm text-quiet">{t('knowledge-no-difference')}</p>
      )}
      <ul className="grid divide-y divide-line">
        {rows.map((row) => (
          <li key={`${row.part} ${row.id}`} className="grid gap-1.5 py-3 text-sm">
            <p>
              <span className={`me-2 text-xs font-semibold ${TONE[row.op as keyof typeof TONE]}`}>
                {t(`knowledge-op-${row.op}`)}
              </span>
              <bdi className="font-medium">{row.name}</bdi>
              <span className="ms-2 text-xs text-quiet">
                {t(`knowledge-${row.part}`)} · {row.id}
              </span>
            </p>
            <dl className="grid gap-1">
              {told(row.before ?? null, row.after ?? null).map(({ name, before, after }) => (
                <div key={name} className="grid gap-x-3 sm:grid-cols-[8rem_1fr]">
                  <dt className="text-quiet">{known(`knowledge-as-${name}`) ?? name.replaceAll('_', ' ')}</dt>
                  <dd dir="auto" className="min-w-0 break-words">
                    {before !== null && <del className="me-2 text-quiet">{before}</del>}
                    {after !== null && <ins className="no-underline">{after}</ins>}
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
      {total > rows.length && (
        <p className="text-sm text-quiet">
          {t('knowledge-more-rows', { count: number(total - rows.length) })}
        </p>
      )}
    </div>
  );
}
