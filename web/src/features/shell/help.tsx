import { Link } from '@tanstack/react-router';
import { useL10n } from '~/l10n/words';
import { registered } from '~/lib/commands';
import type { Command, Scope } from '~/lib/keys';
import { singleKeys } from '~/lib/prefs';
import { useStore } from '~/lib/store';
import { Dialog } from '~/ui/dialog';
import { Kbd } from '~/ui/kbd';
import { Notice } from '~/ui/notice';

const SCOPES: readonly Scope[] = ['global', 'inbox', 'thread', 'approvals', 'contacts'];

/** Every key that works here now, from the same list that makes it work. */
export function Help({ onClose }: { onClose: () => void }) {
  const { t } = useL10n();
  const commands = useStore(registered);
  const off = useStore(singleKeys) === 'off';
  const groups = SCOPES.map((scope) => ({ scope, list: distinct(commands, scope) }));
  return (
    <Dialog open onClose={onClose} title={t('keys-title')}>
      <div className="grid gap-5 p-5">
        <Link
          to="/welcome"
          onClick={onClose}
          className="justify-self-start font-medium text-accent underline underline-offset-2"
        >
          {t('welcome-title')}
        </Link>
        {off ? <Notice>{t('keys-off')}</Notice> : <p className="text-sm text-quiet">{t('keys-lead')}</p>}
        {groups
          .filter(({ list }) => list.length > 0)
          .map(({ scope, list }) => (
            <section key={scope} className="grid gap-1">
              <h3 className="text-sm font-semibold">{t(`keys-scope-${scope}`)}</h3>
              <dl className="grid grid-cols-1 gap-x-8 sm:grid-cols-2">
                {list.map((command) => (
                  <div
                    key={command.id}
                    className="flex items-center justify-between gap-3 border-b border-line py-1.5 text-sm"
                  >
                    <dt>{command.label}</dt>
                    <dd className="shrink-0">
                      <Keys all={command.keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        <Link
          to="/settings/appearance"
          onClick={onClose}
          className="w-fit text-sm font-medium text-accent underline underline-offset-2"
        >
          {t('keys-settings')}
        </Link>
      </div>
    </Dialog>
  );
}

function distinct(commands: readonly Command[], scope: Scope): Command[] {
  const mine = commands.filter((command) => command.scope === scope && command.keys.length > 0);
  return [...new Map(mine.map((command) => [command.id, command])).values()];
}

function Keys({ all }: { all: readonly string[] }) {
  const { t } = useL10n();
  return all.map((keys, index) => (
    <span key={keys} className="text-xs text-quiet">
      {index > 0 && ` ${t('keys-or')} `}
      <Kbd keys={keys} />
      <span className="sr-only">{keys.split(' ').join(` ${t('keys-then')} `)}</span>
    </span>
  ));
}
