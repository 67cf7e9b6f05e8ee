import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Tag } from 'lucide-react';
import { inboxKeys, labelsQuery, makeLabel } from '~/api/inbox';
import { LABEL_COLORS } from '~/api/types-inbox';
import { LabelForm } from '~/features/labels/label-form';
import { Labels } from '~/features/labels/labels';
import { useCan } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Page } from '~/ui/page';
import { Bones, Empty, Failure } from '~/ui/states';

export function LabelsRoute() {
  const { t } = useL10n();
  const client = useQueryClient();
  const query = useQuery(labelsQuery);
  const can = useCan();
  const labels = query.data?.items ?? [];
  return (
    <Page title={t('labels-title')} lead={t('labels-lead')}>
      {can('send') && (
        <section
          aria-labelledby="label-new"
          className="grid gap-3 rounded-2xl border border-line bg-panel p-4"
        >
          <h2 id="label-new" className="font-semibold">
            {t('label-new')}
          </h2>
          <LabelForm
            initial={{ name: '', color: LABEL_COLORS[labels.length % LABEL_COLORS.length] ?? 'grey' }}
            action={t('label-add')}
            onSave={makeLabel}
            onDone={() => void client.invalidateQueries({ queryKey: inboxKeys.labels })}
          />
        </section>
      )}
      {query.isPending ? (
        <Bones rows={4} />
      ) : !query.data ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : labels.length === 0 ? (
        <Empty icon={<Tag size={22} aria-hidden="true" />} title={t('labels-empty-title')} action={null}>
          {t('labels-empty')}
        </Empty>
      ) : (
        <Labels labels={labels} may={can('knowledge')} />
      )}
    </Page>
  );
}
