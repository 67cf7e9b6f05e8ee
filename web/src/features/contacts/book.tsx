import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Import, UserRound } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { bookCountsQuery, bookQuery } from '~/api/contacts';
import { labelsQuery } from '~/api/inbox';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { wantsMore } from '~/lib/pages';
import { useTitle } from '~/lib/title';
import { Button, buttonClass } from '~/ui/button';
import { Toggle } from '~/ui/chip';
import { SelectField } from '~/ui/choice';
import { MoreFailed } from '~/ui/more-failed';
import { Bones, Empty, Failure } from '~/ui/states';
import { BookField } from './book-field';
import { Rows } from './rows';
import { type BookSearch, CONSENTS, isFiltered } from './search';

/** Everybody the workspace knows, the one that came last first. */
export function Book() {
  const { t } = useL10n();
  useTitle(t('book-title'));
  const search = useSearch({ from: '/desk/contacts' });
  const list = useInfiniteQuery(bookQuery(search));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const { fetchNextPage } = list;
  const more = wantsMore(list);
  const nearEnd = useCallback(() => {
    if (more) void fetchNextPage();
  }, [more, fetchNextPage]);
  return (
    <div className="flex h-full min-h-0 flex-col bg-panel">
      <Head search={search} />
      {list.isPending ? (
        <Bones rows={8} />
      ) : list.isError && rows.length === 0 ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Nothing search={search} />
      ) : (
        <Rows
          key={JSON.stringify(search)}
          rows={rows}
          total={list.hasNextPage ? null : rows.length}
          busy={list.isPlaceholderData}
          onNearEnd={nearEnd}
        />
      )}
      {list.isFetchNextPageError && <MoreFailed retry={() => void fetchNextPage()} />}
    </div>
  );
}

function useGo(): (next: BookSearch) => void {
  const navigate = useNavigate();
  return (next) => void navigate({ to: '/contacts', search: next, replace: true });
}

function Head({ search }: { search: BookSearch }) {
  const { t, number } = useL10n();
  const go = useGo();
  const counts = useQuery(bookCountsQuery(search)).data;
  const set = (change: { [K in keyof BookSearch]?: BookSearch[K] | undefined }) => {
    const next = { ...search, ...change };
    go(Object.fromEntries(Object.entries(next).filter(([, value]) => value)) as BookSearch);
  };
  const shown = (count: number) => `${number(count)}${counts?.more && count >= 10_000 ? '+' : ''}`;
  return (
    <header className="grid gap-3 border-b border-line px-4 pt-4 pb-3 sm:px-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h1 className="text-lg font-bold tracking-tight">{t('book-title')}</h1>
        <div className="flex items-baseline gap-4">
          <p role="status" className="text-sm text-quiet">
            {counts && t('book-count', { count: counts.all, shown: shown(counts.all) })}
          </p>
          <ImportLink />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <BookField q={search.q ?? ''} onSearch={(q) => set({ q })} />
        <Labels chosen={search.label ?? ''} onChoose={(label) => set({ label })} />
      </div>
      <fieldset className="fade-end flex min-w-0 gap-1.5 overflow-x-auto pb-0.5 [scrollbar-width:none]">
        <legend className="sr-only">{t('book-consent')}</legend>
        <Toggle pressed={!search.consent} onClick={() => set({ consent: undefined })}>
          {t('book-consent-all')}
        </Toggle>
        {CONSENTS.map((one) => (
          <Toggle
            key={one}
            pressed={search.consent === one}
            onClick={() => set({ consent: search.consent === one ? undefined : one })}
          >
            {t(`book-consent-${one}`)}
            {counts && <span className="tabular-nums">{shown(counts[one])}</span>}
          </Toggle>
        ))}
      </fieldset>
    </header>
  );
}

/** Leads to the import; who may not is told why. */
function ImportLink() {
  const { t } = useL10n();
  const reason = useReason()('contact_import');
  const words = (
    <>
      <Import size={15} aria-hidden="true" />
      {t('book-import')}
    </>
  );
  if (reason) return <Button disabledReason={reason}>{words}</Button>;
  return (
    <Link to="/contacts/import" className={buttonClass()}>
      {words}
    </Link>
  );
}

function Labels({ chosen, onChoose }: { chosen: string; onChoose: (id: string) => void }) {
  const { t } = useL10n();
  const labels = useQuery(labelsQuery).data?.items ?? [];
  if (labels.length === 0) return null;
  return (
    <div className="w-full sm:w-52">
      <SelectField
        bare
        label={t('book-label')}
        options={[
          { id: '', text: t('book-label-any') },
          ...labels.map((one) => ({ id: one.id, text: one.name })),
        ]}
        chosen={chosen}
        onChoose={onChoose}
      />
    </div>
  );
}

function Nothing({ search }: { search: BookSearch }) {
  const { t } = useL10n();
  const go = useGo();
  const icon = <UserRound size={22} aria-hidden="true" />;
  if (isFiltered(search))
    return (
      <Empty
        icon={icon}
        title={t('book-none-title')}
        action={<Button onClick={() => go({})}>{t('book-none-clear')}</Button>}
      >
        {t('book-none')}
      </Empty>
    );
  return (
    <Empty icon={icon} title={t('book-empty-title')} action={<ImportLink />}>
      {t('book-empty')}
    </Empty>
  );
}
