import { useState } from 'react';
import type { ConversationDetail, Message, Reason } from '~/api/types';
import { useCan } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { windowLook } from '~/lib/window';
import { Notice } from '~/ui/notice';
import { Blocked } from './blocked';
import { composerMode } from './mode';
import { Reasons } from './reasons';
import { Reply } from './reply';
import { TemplateSender } from './template-sender';

interface Props {
  conversation: ConversationDetail;
  quote: Message | null;
  onQuoteDone: () => void;
  /** A person asked for a template. */
  chosen: boolean;
  onChosen: (chosen: boolean) => void;
}

/** One composer that takes the shape the gate allows, and says why. */
export function Composer({ conversation, quote, onQuoteDone, chosen, onChosen }: Props) {
  const { t } = useL10n();
  const may = useCan()('send');
  const [refused, setRefused] = useState<readonly Reason[]>([]);
  const look = windowLook(conversation.window, useNow());
  const ranOut = conversation.window.state === 'open' && look.tone === 'closed';
  const mode = composerMode(conversation.verdicts, ranOut, chosen);
  if (!may) {
    return (
      <Frame>
        <Notice>{t('app-not-allowed')}</Notice>
      </Frame>
    );
  }
  return (
    <Frame>
      {refused.length > 0 && (
        <Notice tone="red" alert title={t('composer-refused')}>
          <Reasons reasons={refused} />
        </Notice>
      )}
      {mode.mode === 'blocked' && <Blocked reasons={mode.why} onTemplate={() => onChosen(true)} />}
      {mode.mode === 'template' && (
        <TemplateSender
          conversation={conversation}
          closed={mode.why.length > 0 || ranOut}
          chosen={chosen}
          onChosen={onChosen}
          onRefused={setRefused}
        />
      )}
      {mode.mode === 'reply' && (
        <Reply
          conversation={conversation}
          quote={quote}
          onQuoteDone={onQuoteDone}
          onTemplate={() => onChosen(true)}
          onRefused={setRefused}
        />
      )}
    </Frame>
  );
}

function Frame({ children }: { children: React.ReactNode }) {
  return <div className="grid gap-2.5 border-t border-line bg-panel p-3 sm:px-5">{children}</div>;
}
