import { useQuery } from '@tanstack/react-query';
import { reviewQuery } from '~/api/review';
import { PublicPages } from '~/features/review/public-pages';
import { ReviewSteps } from '~/features/review/steps';
import { useL10n } from '~/l10n/words';
import { Card, Page } from '~/ui/page';
import { Bones, Failure } from '~/ui/states';

/** What Meta's reviewer does, step by step. Each is ticked by what really happened. */
export function ReviewRoute() {
  const { t } = useL10n();
  const query = useQuery({ ...reviewQuery, refetchInterval: 5000 });
  return (
    <Page title={t('review-title')} lead={t('review-lead')}>
      {query.data ? (
        <ReviewSteps review={query.data} />
      ) : query.isPending ? (
        <Bones rows={6} />
      ) : (
        <Failure error={query.error} retry={() => void query.refetch()} />
      )}
      <Card title={t('review-unfinished')}>
        <dl className="grid gap-3 text-sm">
          {(['closed', 'expired'] as const).map((way) => (
            <div key={way}>
              <dt className="font-medium">{t(`review-${way}`)}</dt>
              <dd className="text-quiet">{t(`review-${way}-text`)}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card title={t('review-pages')}>
        <PublicPages />
      </Card>
    </Page>
  );
}
