import { Link, useSearch } from '@tanstack/react-router';
import { Entry } from '~/features/session/entry';
import { LoginForm } from '~/features/session/login';
import { useAbout } from '~/features/session/me';
import { ReviewerHint } from '~/features/session/reviewer-hint';
import { useL10n } from '~/l10n/words';

export function LoginRoute() {
  const { t } = useL10n();
  const { next, expired } = useSearch({ from: '/login' });
  const about = useAbout();
  return (
    <Entry
      title={t('login-title')}
      lead={t('login-lead', { brand: about.brand.name })}
      after={
        <>
          <Link to="/forgot" className="font-medium text-text underline underline-offset-2">
            {t('login-forgot')}
          </Link>
          {/* Made by the server, for anybody. */}
          <a href="/privacy" className="ms-4 text-text underline underline-offset-2">
            {t('login-privacy')}
          </a>
          {about.sandbox.enabled && <p className="mt-3">{t('login-sandbox')}</p>}
        </>
      }
    >
      <div className="grid gap-5">
        {about.reviewer_hint && <ReviewerHint />}
        <LoginForm next={next} expired={expired === true} />
      </div>
    </Entry>
  );
}
