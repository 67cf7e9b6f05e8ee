import { useSearch } from '@tanstack/react-router';
import { LoginForm } from '~/features/session/login';
import { useAbout } from '~/features/session/me';
import { Brand } from '~/features/shell/brand';
import { useDressed } from '~/features/shell/use-brand';
import { useL10n } from '~/l10n/words';
import { useTitle } from '~/lib/title';
import { LiveRegion } from '~/ui/live-region';

export function LoginRoute() {
  const { t } = useL10n();
  const { next, expired } = useSearch({ from: '/login' });
  const about = useAbout();
  useTitle(t('login-title'));
  useDressed(about.brand);
  return (
    <main className="grid h-full place-items-center overflow-auto p-4">
      <div className="grid w-full max-w-sm gap-6 py-8">
        <Brand look={about.brand} />
        <div className="rounded-2xl border border-line bg-panel p-6 shadow-raised">
          <h1 className="text-xl font-semibold">{t('login-title')}</h1>
          <p className="mb-5 text-quiet">{t('login-lead', { brand: about.brand.name })}</p>
          <LoginForm next={next} expired={expired === true} />
        </div>
        {about.sandbox.enabled && <p className="text-center text-sm text-quiet">{t('login-sandbox')}</p>}
      </div>
      <LiveRegion />
    </main>
  );
}
