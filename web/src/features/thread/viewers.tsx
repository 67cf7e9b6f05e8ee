import { usePresence } from '~/api/presence';
import { useMe } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { initials } from '~/ui/avatar';

const MOST = 3;

/** The colleagues who look at this conversation now. Who writes is ringed, and the words say it. */
export function Viewers({ conversation }: { conversation: string }) {
  const { t } = useL10n();
  const others = usePresence(conversation, useMe().person.id);
  if (others.length === 0) return null;
  return (
    <ul aria-label={t('thread-viewers')} className="flex shrink-0 -space-x-1.5 rtl:space-x-reverse">
      {others.slice(0, MOST).map(({ person, doing }) => {
        const words = t(doing === 'typing' ? 'thread-typing' : 'thread-viewing', { name: person.name });
        return (
          <li
            key={person.id}
            title={words}
            className={`grid size-7 place-items-center rounded-full border-2 bg-inset text-[0.6875rem] font-semibold text-quiet ${doing === 'typing' ? 'border-accent' : 'border-panel'}`}
          >
            <span aria-hidden="true">{initials(person.name)}</span>
            <span className="sr-only">{words}</span>
          </li>
        );
      })}
      {others.length > MOST && (
        <li className="grid size-7 place-items-center rounded-full border-2 border-panel bg-inset text-[0.6875rem] font-semibold text-quiet">
          +{others.length - MOST}
        </li>
      )}
    </ul>
  );
}
