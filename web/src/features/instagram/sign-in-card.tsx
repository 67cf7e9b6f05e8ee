import { useQuery } from '@tanstack/react-query';
import { isProblem } from '~/api/problem';
import { useL10n } from '~/l10n/words';
import { Notice } from '~/ui/notice';
import { Card } from '~/ui/page';
import { loginLaunchableQuery } from './logins';
import { SignInButton } from './sign-in-button';

/** The way to an Instagram account: its owner signs in on Instagram’s own page. */
export function SignInCard({ again }: { again: boolean }) {
  const { t } = useL10n();
  const refused = useQuery(loginLaunchableQuery).error;
  const missing = isProblem(refused, 'login_not_set_up') ? refused.problem : null;
  return (
    <Card>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <div className="grid max-w-xl gap-1">
          <h2 className="font-semibold">{t('instagram-card-title')}</h2>
          <p className="text-sm text-quiet">{t('instagram-card-text')}</p>
        </div>
        {missing ? (
          <Notice title={missing.title}>{missing.hint ?? missing.detail}</Notice>
        ) : (
          <SignInButton label={t(again ? 'instagram-again' : 'instagram-go')} />
        )}
      </div>
    </Card>
  );
}
