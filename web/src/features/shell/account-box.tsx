import { useNavigate } from '@tanstack/react-router';
import { Keyboard, LogOut, Smartphone } from 'lucide-react';
import { useAbout, useMe, useSignOut, useSwitchWorkspace, useWorkspace } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { TWO_PANES, useMedia } from '~/lib/media';
import { LANGUAGE_NAMES, LANGUAGES, language, singleKeys, THEMES, theme } from '~/lib/prefs';
import { useStore } from '~/lib/store';
import { MenuBox, MenuChoice, MenuLine, MenuRow } from '~/ui/menu';
import { helpOpen } from './open';
import { PLACES } from './places';

export function AccountBox({ onClose }: { onClose: () => void }) {
  const { t } = useL10n();
  const me = useMe();
  const about = useAbout();
  const workspace = useWorkspace();
  const switchTo = useSwitchWorkspace();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const chosenTheme = useStore(theme);
  const chosenLanguage = useStore(language);
  const keys = useStore(singleKeys);
  const phone = !useMedia(TWO_PANES);
  const role = workspace ? t(`role-${workspace.role}`) : '';
  return (
    <MenuBox label={t('account-signed-in-as', { name: me.person.name, role })} onClose={onClose}>
      <MenuChoice
        title={t('account-workspace')}
        options={me.workspaces.map((one) => ({ id: one.id, text: one.name }))}
        chosen={workspace?.id ?? ''}
        onChoose={switchTo}
      />
      <MenuLine />
      {phone &&
        PLACES.filter((place) => !place.bar).map(({ id, to, label, icon: Icon }) => (
          <MenuRow
            key={id}
            text={t(label)}
            icon={<Icon size={16} />}
            onAction={() => void navigate({ to })}
          />
        ))}
      {phone && about.sandbox.phone_url && (
        <MenuRow
          text={t('nav-phone')}
          icon={<Smartphone size={16} />}
          onAction={() => void window.open(about.sandbox.phone_url ?? '', '_blank', 'noopener')}
        />
      )}
      <MenuChoice
        title={t('account-theme')}
        options={THEMES.map((id) => ({ id, text: t(`account-theme-${id}`) }))}
        chosen={chosenTheme}
        onChoose={(id) => theme.set(THEMES.find((one) => one === id) ?? 'system')}
      />
      <MenuChoice
        title={t('account-language')}
        options={LANGUAGES.map((id) => ({ id, text: LANGUAGE_NAMES[id] }))}
        chosen={chosenLanguage}
        onChoose={(id) => language.set(LANGUAGES.find((one) => one === id) ?? 'en')}
      />
      <MenuChoice
        title={t('account-keys')}
        options={[
          { id: 'on', text: t('account-keys-on') },
          { id: 'off', text: t('account-keys-off') },
        ]}
        chosen={keys}
        onChoose={(id) => singleKeys.set(id === 'off' ? 'off' : 'on')}
      />
      <MenuLine />
      <MenuRow text={t('keys-title')} icon={<Keyboard size={16} />} onAction={() => helpOpen.set(true)} />
      <MenuRow text={t('account-sign-out')} icon={<LogOut size={16} />} onAction={() => void signOut()} />
    </MenuBox>
  );
}
