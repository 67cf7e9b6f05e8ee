import { useLocation, useNavigate } from '@tanstack/react-router';
import { useAbout } from '~/features/session/me';
import { SECTIONS } from '~/features/settings/sections';
import { useL10n } from '~/l10n/words';
import { useCommands } from '~/lib/commands';
import type { Command } from '~/lib/keys';
import { Help } from './help';
import { helpOpen, paletteOpen, searchAsked } from './open';
import { Palette } from './palette';
import { PLACES } from './places';

/** What can be done from everywhere. */
export function GlobalCommands() {
  const { t } = useL10n();
  const navigate = useNavigate();
  const about = useAbout();
  const path = useLocation({ select: (location) => location.pathname });
  const phone = about.sandbox.phone_url;
  const go = (id: string, keys: readonly string[], label: string, run: () => void): Command => ({
    id,
    keys,
    scope: 'global',
    label,
    run,
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
    ...(phone
      ? [go('go-phone', ['g p'], t('cmd-phone'), () => void window.open(phone, '_blank', 'noopener'))]
      : []),
  ]);
  return (
    <>
      <Palette />
      <Help />
    </>
  );
}
