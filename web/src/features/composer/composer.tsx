import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ConversationDetail, Message, Reason } from '~/api/types';
import { useReason } from '~/features/session/me';
import { withWords } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { useCommands } from '~/lib/commands';
import { keepText, keptText } from '~/lib/drafts-kept';
import { useNow } from '~/lib/now';
import { windowLook } from '~/lib/window';
import { later } from '~/ui/later';
import { Notice } from '~/ui/notice';
import { Bones } from '~/ui/states';
import { type ComposerTab, ComposerTabs } from './composer-tabs';
import { composerMode, type Mode } from './mode';
import { NoteForm } from './note-form';
import { Reasons } from './reasons';
import { Reply } from './reply';
import { useClosing } from './use-closing';

const Blocked = later(async () => (await import('./blocked')).Blocked, <Bones rows={1} />);
/** Its parts are asked for as it is. */
const TemplateSender = later(
  withWords(['templates'], async () => (await import('./template-sender')).TemplateSender),
  <Bones rows={2} />,
);

interface Props {
  conversation: ConversationDetail;
  quote: Message | null;
  onQuoteDone: () => void;
  /** A person asked for a template. */
  chosen: boolean;
  onChosen: (chosen: boolean) => void;
}

/** One composer that takes the shape the gate allows, and says why. Notes are always possible. */
export function Composer(props: Props) {
  const { t } = useL10n();
  const { conversation } = props;
  const reason = useReason()('send');
  const [tab, setTab] = useState<ComposerTab>('reply');
  const field = useRef<HTMLTextAreaElement>(null);
  useClosing(conversation);
  const look = windowLook(conversation.window, useNow());
  const ranOut = conversation.window.state === 'open' && look.tone === 'closed';
  const mode = composerMode(conversation.verdicts, ranOut, props.chosen);
  const turn = (next: ComposerTab) => {
    // At once: what is typed next belongs there, and is no key that does something.
    flushSync(() => setTab(next));
    field.current?.focus();
    // An open dialog lets nothing behind it have the focus before it is closed.
    setTimeout(() => field.current?.focus(), 0);
  };
  useCommands([
    { id: 'reply', keys: ['r'], scope: 'thread', label: t('cmd-reply'), run: () => turn('reply') },
    { id: 'note', keys: ['n'], scope: 'thread', label: t('cmd-note'), run: () => turn('note') },
    { id: 'template', keys: ['t'], scope: 'thread', label: t('cmd-template'), run: template },
  ]);
  function template(): void {
    setTab('reply');
    props.onChosen(true);
  }
  /** What was meant for the customer becomes a note. */
  function asNote(): void {
    const typed = keptText('reply', conversation.id);
    const before = keptText('note', conversation.id);
    keepText('note', conversation.id, before === '' ? typed : `${before}\n${typed}`);
    keepText('reply', conversation.id, '');
    turn('note');
  }
  if (reason) {
    return (
      <Frame>
        <Notice>{reason}</Notice>
      </Frame>
    );
  }
  return (
    <Frame>
      <ComposerTabs tab={tab} onTab={turn} />
      {tab === 'note' ? (
        <NoteForm conversation={conversation.id} field={field} onDone={() => turn('reply')} />
      ) : (
        <ToCustomer
          {...props}
          mode={mode}
          ranOut={ranOut}
          field={field}
          onNote={asNote}
          onTemplate={template}
        />
      )}
    </Frame>
  );
}

interface CustomerProps extends Props {
  mode: Mode;
  ranOut: boolean;
  field: React.RefObject<HTMLTextAreaElement | null>;
  onNote: () => void;
  onTemplate: () => void;
}

function ToCustomer({ conversation, mode, ranOut, field, ...props }: CustomerProps) {
  const { t } = useL10n();
  const [refused, setRefused] = useState<readonly Reason[]>([]);
  return (
    <>
      {refused.length > 0 && (
        <Notice tone="red" alert title={t('composer-refused')}>
          <Reasons reasons={refused} />
        </Notice>
      )}
      {mode.mode === 'blocked' && (
        <Blocked conversation={conversation} reasons={mode.why} onTemplate={props.onTemplate} />
      )}
      {mode.mode === 'template' && (
        <TemplateSender
          conversation={conversation}
          closed={mode.why.length > 0 || ranOut}
          chosen={props.chosen}
          onChosen={props.onChosen}
          onRefused={setRefused}
          onNote={props.onNote}
        />
      )}
      {mode.mode === 'reply' && (
        <Reply
          conversation={conversation}
          quote={props.quote}
          onQuoteDone={props.onQuoteDone}
          field={field}
          onTemplate={props.onTemplate}
          onRefused={setRefused}
        />
      )}
    </>
  );
}

function Frame({ children }: { children: React.ReactNode }) {
  return (
    <div className="grid grid-cols-1 gap-2 border-t border-line bg-panel p-3 pt-2 sm:px-5">{children}</div>
  );
}
