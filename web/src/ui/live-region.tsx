import { said } from '~/lib/announce';
import { useStore } from '~/lib/store';

/** Two regions in turn, so that the same words are read again. */
export function LiveRegion() {
  const { text, turn } = useStore(said);
  return (
    <div className="sr-only">
      <div aria-live="polite">{turn % 2 === 0 ? text : ''}</div>
      <div aria-live="polite">{turn % 2 === 1 ? text : ''}</div>
    </div>
  );
}
