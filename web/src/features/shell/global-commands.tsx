import { useLocation, useNavigate } from '@tanstack/react-router';
import { useAbout } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useCommands } from '~/lib/commands';
import type { Command } from '~/lib/keys';
import { Help } from './help';
import { helpOpen, paletteOpen, searchAsked } from './open';
import { Palette } from './palette';

/** What can be done from everywhere. */
export function GlobalCommands() {
  const { t } = useL10n();
  const navigate = useNavigate();
  const about = useAbout();
  const path = useLocation({ select: (location) => location.pathname });
  const phone = about.sandbox.phone_url;
  const go = (id: string, keys: string, label: string, run: () => void): Command => ({
    id,
    keys: [keys],
    scope: 'global',
    label,
    run,
  });
  useCommands([
    go('palette', 'Mod+k', t('cmd-palette'), () => paletteOpen.set(true)),
    go('help', '?', t('cmd-help'), () => helpOpen.set(true)),
    go('search', '/', t('cmd-search'), () => {
      if (!path.startsWith('/inbox')) void navigate({ to: '/inbox', search: {} });
      searchAsked.set((count) => count + 1);
    }),
    go('go-inbox', 'g i', t('cmd-inbox'), () => void navigate({ to: '/inbox', search: {} })),
    go('go-approvals', 'g a', t('cmd-approvals'), () => void navigate({ to: '/approvals', search: {} })),
    go('go-evidence', 'g e', t('cmd-evidence'), () => void navigate({ to: '/evidence' })),
    go('go-knowledge', 'g k', t('cmd-knowledge'), () => void navigate({ to: '/knowledge' })),
    go('go-settings', 'g s', t('cmd-settings'), () => void navigate({ to: '/settings/channels' })),
    ...(phone
      ? [go('go-phone', 'g p', t('cmd-phone'), () => void window.open(phone, '_blank', 'noopener'))]
      : []),
  ]);
  return (
    <>
      <Palette />
      <Help />
    </>
  );
}
