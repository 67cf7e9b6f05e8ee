import { useEffect } from 'react';
import { emojiWanted } from '~/lib/emoji';
import { useStore } from '~/lib/store';
import { laterOpened } from '~/ui/later';

const EmojiBox = laterOpened(async () => (await import('./emoji-box')).EmojiBox);

const drop = () => emojiWanted.set(null);

/** Where a sign can be asked for. One that was asked for elsewhere is asked for no more. */
export function EmojiPlace() {
  const wanted = useStore(emojiWanted);
  useEffect(() => drop, []);
  return wanted && <EmojiBox onClose={drop} />;
}
