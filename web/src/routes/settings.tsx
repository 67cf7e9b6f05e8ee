import { Link, Navigate, Outlet, useMatches } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { SettingsMenu } from '~/features/settings/menu';
import { SECTIONS } from '~/features/settings/sections';
import { useL10n } from '~/l10n/words';
import { TWO_PANES, useMedia } from '~/lib/media';
import { Page } from '~/ui/page';

/** Sub-menu and page side by side; on a phone one after the other. */
export function SettingsRoute() {
  const { t } = useL10n();
  const wide = useMedia(TWO_PANES);
  const matches = useMatches();
  const home = matches.at(-1)?.routeId === '/desk/settings/';
  if (wide) {
    return (
      <div className="flex h-full min-h-0">
        <div className="w-48 shrink-0 overflow-y-auto border-e border-line bg-panel p-3 pt-6 lg:w-56">
          <SettingsMenu page={false} />
        </div>
        <div className="min-w-0 flex-1">
          <Outlet />
        </div>
      </div>
    );
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      {!home && (
        <div className="border-b border-line bg-panel px-1">
          <Link
            to="/settings"
            className="inline-flex min-h-11 items-center gap-2 rounded-lg px-3 text-sm font-medium focus-visible:-outline-offset-2"
          >
            <ArrowLeft size={16} aria-hidden="true" className="rtl:-scale-x-100" />
            {t('settings-title')}
          </Link>
        </div>
      )}
      <div className="min-h-0 flex-1">
        <Outlet />
      </div>
    </div>
  );
}

/** On a phone the list of pages; elsewhere the list is beside every page, so the first one is shown. */
export function SettingsHomeRoute() {
  const { t } = useL10n();
  const wide = useMedia(TWO_PANES);
  if (wide) return <Navigate to={SECTIONS[0].to} replace />;
  return (
    <Page title={t('settings-title')}>
      <SettingsMenu page />
    </Page>
  );
}
