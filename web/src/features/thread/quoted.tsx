import type { Message } from '~/api/types';
import { useL10n } from '~/l10n/words';

type QuotedPart = NonNullable<Message['context']['quoted']>;

/** The message an answer belongs to; leads there when it is on the page. */
export function Quoted({ quoted, name }: { quoted: QuotedPart; name: string }) {
  const { t } = useL10n();
  const who = quoted.direction === 'in' ? name : quoted.direction === 'out' ? t('thread-to') : null;
  const words = (
    <>
      {who && <bdi className="block text-xs font-semibold text-accent">{who}</bdi>}
      <span dir="auto" className="line-clamp-2">
        {quoted.preview ?? t('msg-quoted-missing')}
      </span>
    </>
  );
  const look =
    'mb-1 block w-full rounded-lg border-s-3 border-accent bg-text/5 px-2.5 py-1 text-start text-sm text-quiet';
  if (!quoted.id) return <div className={look}>{words}</div>;
  return (
    <button type="button" className={look} onClick={() => showMessage(quoted.id ?? '')}>
      {words}
    </button>
  );
}

/** Brings a message of the page into view and puts the focus on it. */
function showMessage(id: string): void {
  const there = document.getElementById(`m-${id}`);
  if (!there) return;
  void there.scrollIntoView({ block: 'center', behavior: 'smooth' });
  there.focus({ preventScroll: true });
}
