import { useLocation, useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useAbout } from '~/features/session/me';
import { SECTIONS } from '~/features/settings/sections';
import { withWords } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { useCommands } from '~/lib/commands';
import { type Command, isTextField } from '~/lib/keys';
import { useStore } from '~/lib/store';
import { dismiss, toasts } from '~/lib/toast';
import { laterOpened } from '~/ui/later';
import { above } from './above';
import { helpOpen, paletteOpen, searchAsked } from './open';
import { Palette } from './palette';
import { PLACES } from './places';

const Help = laterOpened(withWords(['keys'], async () => (await import('./help')).Help));

const here = () => (document.activeElement instanceof HTMLElement ? document.activeElement : null);
/** The newest toast that offers to undo. */
const undoable = () => toasts.get().findLast((one) => one.action?.undo);

function undo(): void {
  const last = undoable();
  if (!last) return;
  dismiss(last.id);
  last.action?.run();
}

/** What can be done from everywhere. */
export function GlobalCommands() {
  const { t } = useL10n();
  const navigate = useNavigate();
  const about = useAbout();
  const help = useStore(helpOpen);
  const path = useLocation({ select: (location) => location.pathname });
  const search = useLocation({ select: (location) => location.search });
  // Whoever goes back up finds what they had looked for.
  const before = useRef(new Map<string, object>());
  before.current.set(path, search);
  const up = above(path);
  const phone = about.sandbox.phone_url;
  const meta = about.sandbox.console_url;
  const go = (
    id: string,
    keys: readonly string[],
    label: string,
    run: () => void,
    when?: () => boolean,
  ): Command => ({
    id,
    keys,
    scope: 'global',
    label,
    run,
    ...(when && { when }),
  });
  useCommands([
    go('palette', ['Mod+k'], t('cmd-palette'), () => paletteOpen.set(true)),
    go('help', ['?'], t('cmd-help'), () => helpOpen.set(true)),
    go('search', ['/'], t('cmd-search'), () => {
      if (!path.startsWith('/inbox')) void navigate({ to: '/inbox', search: {} });
      searchAsked.set((count) => count + 1);
    }),
    ...PLACES.map(({ id, to, label, key }) =>
      go(`go:${id}`, [`g ${key}`], t('cmd-go', { place: t(label) }), () => void navigate({ to })),
    ),
    ...SECTIONS.map(({ to, label }) =>
      go(`go:${to}`, [], t('cmd-go-settings', { page: t(label) }), () => void navigate({ to })),
    ),
    go('undo', ['Mod+z'], t('cmd-undo'), undo, () => undoable() !== undefined && !isTextField(here())),
    go(
      'up',
      ['Escape'],
      t('cmd-up'),
      () => up && void navigate({ to: up, search: before.current.get(up) ?? {} }),
      () => up !== null && !isTextField(here()),
    ),
    go('welcome', [], t('welcome-title'), () => void navigate({ to: '/welcome' })),
    ...(phone
      ? [go('go-phone', ['g p'], t('cmd-phone'), () => void window.open(phone, '_blank', 'noopener'))]
      : []),
    ...(meta
      ? [go('go-console', [], t('app-open-console'), () => void window.open(meta, '_blank', 'noopener'))]
      : []),
  ]);
  return (
    <>
      <Palette />
      {help && <Help onClose={() => helpOpen.set(false)} />}
    </>
  );
}
