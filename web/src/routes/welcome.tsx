import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { onboardingQuery } from '~/api/account';
import { setOnboardingClosed } from '~/api/onboarding';
import { useWorkspace } from '~/features/session/me';
import { Steps } from '~/features/welcome/steps';
import { useL10n } from '~/l10n/words';
import { Button, buttonClass } from '~/ui/button';
import { Page } from '~/ui/page';
import { Bones, Failure } from '~/ui/states';

/** The first steps. Each is ticked by what really happened. */
export function WelcomeRoute() {
  const { t } = useL10n();
  const client = useQueryClient();
  const navigate = useNavigate();
  const query = useQuery({ ...onboardingQuery, refetchInterval: 5000 });
  const close = useMutation({
    mutationFn: setOnboardingClosed,
    onSuccess: async (_, closed) => {
      await client.invalidateQueries({ queryKey: onboardingQuery.queryKey });
      if (closed) await navigate({ to: '/inbox', search: {} });
    },
  });
  const reviewing = useWorkspace()?.role === 'reviewer';
  const closed = query.data?.closed === true;
  return (
    <Page
      title={t('welcome-title')}
      lead={t('welcome-lead')}
      actions={
        query.data && (
          <>
            {reviewing && (
              <Link to="/review" className={buttonClass()}>
                {t('welcome-review')}
              </Link>
            )}
            <Button variant="quiet" busy={close.isPending} onClick={() => close.mutate(!closed)}>
              {t(closed ? 'welcome-reopen' : 'welcome-close')}
            </Button>
          </>
        )
      }
    >
      {query.data ? (
        <Steps onboarding={query.data} />
      ) : query.isPending ? (
        <Bones rows={5} />
      ) : (
        <Failure error={query.error} retry={() => void query.refetch()} />
      )}
    </Page>
  );
}
