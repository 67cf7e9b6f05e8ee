import { Outlet, useLocation } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { useWorkspace } from '~/features/session/me';
import { StepUp } from '~/features/session/step-up';
import { useL10n } from '~/l10n/words';
import { announce } from '~/lib/announce';
import { listen } from '~/lib/commands';
import { laterQuiet } from '~/ui/later';
import { LiveRegion } from '~/ui/live-region';
import { Bones } from '~/ui/states';
import { Toasts } from '~/ui/toasts';
import { GlobalCommands } from './global-commands';
import { Nav } from './nav';
import { Strips } from './strips';
import { useBrand, useDressed } from './use-brand';
import { useLive } from './use-live';

const Background = laterQuiet(async () => (await import('./background')).Background);

/** The frame of every page: strips, rail, page. */
export function Shell() {
  const { t } = useL10n();
  const workspace = useWorkspace();
  const main = useRef<HTMLElement>(null);
  useLive(workspace?.id ?? null);
  useEffect(() => listen(window), []);
  useRouteAnnouncer(main);
  useDressed(useBrand());
  return (
    <div key={workspace?.id} className="flex h-dvh flex-col">
      <a
        href="#main"
        className="sr-only z-50 rounded-lg bg-panel p-3 font-medium focus:not-sr-only focus:absolute focus:inset-s-2 focus:inset-bs-2"
      >
        {t('app-skip')}
      </a>
      <Strips />
      <div className="flex min-h-0 flex-1 flex-col-reverse sm:flex-row">
        <Nav />
        <main id="main" ref={main} tabIndex={-1} className="min-h-0 min-w-0 flex-1 outline-none">
          <Suspense fallback={<Bones />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      {workspace && <Background workspace={workspace.id} />}
      <GlobalCommands />
      <StepUp />
      <Toasts />
      <LiveRegion />
    </div>
  );
}

/** After going to another page: its heading has the focus and its title is read. */
function useRouteAnnouncer(main: React.RefObject<HTMLElement | null>): void {
  const { t } = useL10n();
  const section = useLocation({ select: (location) => location.pathname.split('/').slice(1, 3).join('/') });
  const page = section.startsWith('inbox') ? 'inbox' : section;
  const before = useRef(page);
  useEffect(() => {
    if (before.current === page) return;
    before.current = page;
    const timer = setTimeout(() => {
      const heading = main.current?.querySelector<HTMLElement>('h1');
      if (heading && !main.current?.contains(document.activeElement)) {
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
      }
      announce(t('app-route-changed', { title: document.title }));
    }, 120);
    return () => clearTimeout(timer);
  }, [page, main, t]);
}
