import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { errorCodesQuery } from '~/api/error-codes';
import { CodeRow } from '~/features/error-codes/code-row';
import { keyOf, type Row, shownCode, sift } from '~/features/error-codes/codes';
import { type CodeSearch, FIXERS } from '~/features/error-codes/search';
import { siftTroubles, type Told, TROUBLES } from '~/features/error-codes/trouble';
import { Troubles } from '~/features/error-codes/troubles';
import { inChosen } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { SelectField } from '~/ui/choice';
import { Field } from '~/ui/field';
import { Page } from '~/ui/page';
import { Bones, Empty, Failure } from '~/ui/states';

/** Every error code of Meta that is known here, to look one up. */
export function ErrorCodesRoute() {
  const { t } = useL10n();
  const query = useQuery(errorCodesQuery);
  const search = useSearch({ from: '/desk/settings/error-codes' });
  const navigate = useNavigate();
  const change = (next: CodeSearch) =>
    void navigate({ to: '/settings/error-codes', search: next, replace: true });
  const { q: _, ...withoutWords } = search;
  const { who: __, ...ofAnybody } = search;
  return (
    <Page title={t('metacode-title')} lead={t('metacode-lead')}>
      {query.isPending ? (
        <Bones />
      ) : !query.data ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <>
          <search className="grid items-end gap-3 sm:grid-cols-[1fr_14rem]">
            <Field
              type="search"
              label={t('metacode-search')}
              help={t('metacode-search-help')}
              autoComplete="off"
              value={search.q ?? ''}
              onChange={({ target: { value } }) => change({ ...withoutWords, ...(value && { q: value }) })}
            />
            <div className="sm:pb-5.5">
              <SelectField
                label={t('metacode-who')}
                options={[
                  { id: '', text: t('metacode-who-any') },
                  ...FIXERS.map((id) => ({ id, text: t(`metacode-who-${id}`) })),
                ]}
                chosen={search.who ?? ''}
                onChoose={(who) => change({ ...ofAnybody, ...(who !== '' && { who }) })}
              />
            </div>
          </search>
          <Found rows={query.data.items.map(inWords)} search={search} onAll={() => change({})} />
        </>
      )}
    </Page>
  );
}

/** The server's words in English; in other languages those that were written for the code. */
function inWords(entry: Row['entry']): Row {
  const key = `code-${keyOf(entry)}`;
  return {
    entry,
    title: inChosen(key) ?? entry.title,
    cause: inChosen(`${key}.cause`) ?? entry.cause,
    hint: inChosen(`${key}.hint`) ?? entry.hint,
  };
}

/** The troubles in the language of the desk. */
function useTroubles(search: CodeSearch): Told[] {
  const { t, known } = useL10n();
  const told = TROUBLES.map((one) => ({
    ...one,
    title: t(`trouble-${one.id}`),
    next: known(`trouble-${one.id}.next`) ?? '',
  }));
  return siftTroubles(told, search);
}

function Found({ rows, search, onAll }: { rows: readonly Row[]; search: CodeSearch; onAll: () => void }) {
  const { t } = useL10n();
  const found = sift(rows, search);
  const troubles = useTroubles(search);
  if (found.length === 0 && troubles.length === 0)
    return (
      <Empty
        icon={<SearchX size={22} aria-hidden="true" />}
        title={t('metacode-none-title', { text: search.q ?? '' })}
        action={<Button onClick={onAll}>{t('metacode-all')}</Button>}
      >
        {t('metacode-none')}
      </Empty>
    );
  return (
    <>
      {troubles.length > 0 && <Troubles troubles={troubles} />}
      <section aria-label={t('metacode-title')}>
        <p role="status" className="mb-2 text-sm text-quiet">
          {t('metacode-count', { count: found.length })}
        </p>
        {found.length > 0 && (
          <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-panel">
            {found.map((row) => (
              <CodeRow key={shownCode(row.entry)} row={row} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
