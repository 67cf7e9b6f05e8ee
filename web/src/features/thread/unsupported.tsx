import { useState } from 'react';
import type { Content, Message } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { TextButton } from '~/ui/button';
import { useKnown } from './use-known';

/** A kind we cannot show: said plainly, with the original one press away. */
export function Unsupported({
  message,
  content,
}: {
  message: Message;
  content: Extract<Content, { type: 'unsupported' }>;
}) {
  const { t } = useL10n();
  const [raw, setRaw] = useState(false);
  const kind = useKnown(message.conversation_id)?.channel.kind;
  const errors = message.errors.map((error) => error.details ?? error.title).filter(Boolean);
  return (
    <div className="grid gap-1 text-quiet">
      <p className="italic">
        {message.direction === 'in' && kind ? t('msg-unsupported', { kind }) : t('msg-unsupported-own')}
      </p>
      {content.note && <p dir="auto">{content.note}</p>}
      {errors.map((text) => (
        <p key={text} className="text-sm">
          {text}
        </p>
      ))}
      <p className="text-sm">
        <TextButton aria-expanded={raw} onClick={() => setRaw(!raw)}>
          {t(raw ? 'msg-hide-raw' : 'msg-view-raw')}
        </TextButton>
      </p>
      {raw && (
        <pre
          dir="ltr"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-64 max-w-full overflow-auto rounded-lg bg-inset p-2.5 font-mono text-xs whitespace-pre-wrap text-text"
        >
          {JSON.stringify({ content: message.content, errors: message.errors }, null, 2)}
        </pre>
      )}
    </div>
  );
}
