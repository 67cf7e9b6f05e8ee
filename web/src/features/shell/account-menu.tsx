import { useMe } from '~/features/session/me';
import { withWords } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { initials } from '~/ui/avatar';
import { laterOpened } from '~/ui/later';
import { MenuButton } from '~/ui/menu-button';

const load = withWords(['account'], async () => (await import('./account-box')).AccountBox);
const AccountBox = laterOpened(load);

/** Workspace, theme, language, shortcuts, sign out. */
export function AccountMenu() {
  const { t } = useL10n();
  const me = useMe();
  return (
    <MenuButton
      menu={(close) => <AccountBox onClose={close} />}
      preload={load}
      className="flex min-h-12 flex-1 flex-col items-center justify-center gap-0.5 rounded-xl text-quiet hover:bg-hover sm:size-11 sm:min-h-0"
    >
      <span
        aria-hidden="true"
        className="-my-0.5 grid size-6 place-items-center rounded-full bg-inset text-[0.6875rem] font-semibold text-text sm:my-0 sm:size-8 sm:text-xs"
      >
        {initials(me.person.name)}
      </span>
      <span className="text-[0.6875rem] leading-4 sm:sr-only">
        {t('nav-account')}
        <span className="sr-only">: {me.person.name}</span>
      </span>
    </MenuButton>
  );
}
