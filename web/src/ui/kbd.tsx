import { spell } from '~/lib/keys';
import { singleKeys } from '~/lib/prefs';
import { useStore } from '~/lib/store';

export const MAC = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Keys drawn as keys. Decoration only: the command's name carries the meaning. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span aria-hidden="true" dir="ltr" className="inline-flex gap-0.5 touch:hidden">
      {spell(keys, MAC).map((key) => (
        <kbd
          key={key}
          className="min-w-4.5 rounded-sm border border-current/35 px-1 text-center font-sans text-[0.6875rem] leading-4 font-medium"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}

/** The key on a button: not shown while single keys are off, nor where a screen is too narrow for a keyboard. */
export function ButtonKey({ keys }: { keys: string }) {
  const on = useStore(singleKeys) === 'on';
  return on || keys.includes('Mod') ? (
    <span className="contents max-sm:hidden">
      <Kbd keys={keys} />
    </span>
  ) : null;
}
