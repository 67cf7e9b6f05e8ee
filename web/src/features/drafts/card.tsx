import { Globe, ShieldAlert, ShieldCheck, ShieldQuestion, Sparkles } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { isOpen } from '~/api/patch';
import type { Draft, Window } from '~/api/types';
import { useCan } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { keptText } from '~/lib/drafts-kept';
import { useClock } from '~/lib/now';
import { windowLook } from '~/lib/window';
import { CardActions } from './card-actions';
import { DoneLine } from './done-line';
import { DraftText } from './draft-text';
import { DraftEditor } from './editor';
import { type Look, lookOf } from './look';
import { Made } from './made';
import { NoGrounding } from './no-grounding';
import { Outcome } from './outcome';
import { Sources } from './sources';
import { useDecide } from './use-decide';

export interface CardActs {
  /** Write an answer oneself. */
  onWrite: () => void;
  onTemplate: () => void;
  /** The card is about to go: put the focus where it is not lost. */
  onDecided: () => void;
}

interface Props extends CardActs {
  draft: Draft;
  window: Window;
  newestInbound: string | null;
}

/** The draft of an answer and what may become of it. Give it the draft's id as its key. */
export function DraftCard({ draft, window, newestInbound, ...acts }: Props) {
  // A rule's seconds are watched closely.
  const now = useClock(draft.auto_send_at != null && isOpen(draft.state));
  const closed = window.state === 'open' && windowLook(window, now).tone === 'closed';
  // Under a post everybody reads the answer.
  const open = window.state === 'unbound';
  const look = lookOf(draft, newestInbound, closed, now);
  const decide = useDecide(draft, acts.onDecided);
  const backTo = useRef<'edit' | 'discard' | null>(null);
  const [editing, setEditing] = useState(() => keptText('edit', draft.id) !== '');
  const may = useCan()('send');
  if (look.look === 'done') return <DoneLine draft={draft} lost={decide.error} />;
  if (look.look === 'no_grounding') return <NoGrounding draft={draft} decide={decide} {...acts} />;
  const edits = editing && may && look.look !== 'outdated';
  return (
    <Frame look={look} draft={draft} open={open}>
      {edits ? (
        <DraftEditor
          draft={draft}
          decide={decide}
          onClose={() => {
            backTo.current = 'edit';
            setEditing(false);
          }}
        />
      ) : (
        <>
          <DraftText draft={draft} faded={look.look === 'outdated'} />
          <Sources sources={draft.sources} />
          <Made draft={draft} />
          <Outcome draft={draft} look={look} window={window} error={decide.error} />
          <CardActions
            draft={draft}
            look={look}
            open={open}
            decide={decide}
            backTo={backTo}
            onEdit={() => {
              // Whoever changes the words decides when they go.
              if (look.look === 'auto_sending') decide.mutate({ act: 'hold' });
              setEditing(true);
            }}
            onTemplate={acts.onTemplate}
          />
        </>
      )}
    </Frame>
  );
}

interface FrameProps {
  look: Look;
  draft: Draft;
  open: boolean;
  children: ReactNode;
}

function Frame({ look, draft, open, children }: FrameProps) {
  const { t } = useL10n();
  const held = look.look === 'held';
  const old = look.look === 'outdated';
  const auto = look.look === 'auto_sending';
  const title = t(
    old ? 'draft-title-outdated' : held ? 'draft-title-held' : auto ? 'draft-title-auto' : 'draft-title',
  );
  const tone = held ? 'border-amber-line bg-amber-soft' : 'border-own-line bg-accent-soft/60';
  return (
    <section
      aria-label={title}
      className={`rise grid gap-2.5 rounded-2xl border p-3.5 sm:p-4 ${old ? 'border-line bg-inset' : tone}`}
    >
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-xs font-medium">
        <h3
          className={`flex items-center gap-1.5 ${held ? 'text-amber' : old ? 'text-quiet' : 'text-accent'}`}
        >
          <Sparkles size={14} aria-hidden="true" />
          {title}
          {draft.edited && <span className="text-quiet">· {t('draft-edited')}</span>}
        </h3>
        {open && (
          <p className="flex items-center gap-1.5">
            <Globe size={14} aria-hidden="true" />
            {t('draft-public')}
          </p>
        )}
        {!old && <Verdict draft={draft} />}
      </header>
      {children}
    </section>
  );
}

const VERDICT = {
  pass: ['draft-passed', ShieldCheck, 'text-accent'],
  hold: ['draft-held', ShieldAlert, 'text-amber'],
  block: ['draft-blocked', ShieldAlert, 'text-red'],
  none: ['draft-unchecked', ShieldQuestion, 'text-quiet'],
} as const;

function Verdict({ draft }: { draft: Draft }) {
  const { t } = useL10n();
  const [word, Icon, tone] = VERDICT[draft.check.verdict as keyof typeof VERDICT] ?? VERDICT.none;
  return (
    <p className={`flex items-center gap-1.5 ${tone}`}>
      <Icon size={14} aria-hidden="true" />
      {t(word)}
    </p>
  );
}
