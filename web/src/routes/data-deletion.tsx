import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { dataDeletionQuery } from '~/api/data-deletion';
import { isProblem } from '~/api/problem';
import { Entry } from '~/features/session/entry';
import { useL10n } from '~/l10n/words';
import { Bones, Failure } from '~/ui/states';

/** What became of a request for deletion that came through Meta. Says nothing about whom it is. */
export function DataDeletionRoute() {
  const { t } = useL10n();
  const { code } = useParams({ from: '/data-deletion/$code' });
  const query = useQuery(dataDeletionQuery(code));
  const absent = isProblem(query.error) && query.error.status === 404;
  return (
    <Entry title={t('deletion-title')} after={query.data && t('deletion-threads')}>
      {query.isPending ? (
        <Bones />
      ) : query.data ? (
        <ol className="grid gap-4">
          <Step name={t('deletion-requested')} at={query.data.requested_at} />
          <Step name={t('deletion-tokens')} at={query.data.tokens_cleared_at} />
          <Step name={t('deletion-references')} at={query.data.references_cleared_at} />
        </ol>
      ) : absent ? (
        <div className="grid gap-1">
          <p className="font-semibold">{t('deletion-absent-title')}</p>
          <p className="text-quiet">{t('deletion-absent')}</p>
        </div>
      ) : (
        <Failure error={query.error} retry={() => void query.refetch()} />
      )}
    </Entry>
  );
}

function Step({ name, at }: { name: string; at: string | null | undefined }) {
  const { t, moment } = useL10n();
  const Icon = at ? CircleCheck : CircleDashed;
  return (
    <li className="flex gap-3">
      <Icon size={20} aria-hidden="true" className={`mt-0.5 shrink-0 ${at ? 'text-accent' : 'text-quiet'}`} />
      <div>
        <p className="font-medium">{name}</p>
        <p className="text-sm text-quiet">
          {at ? <time dateTime={at}>{moment(at)}</time> : t('deletion-under-way')}
        </p>
      </div>
    </li>
  );
}
