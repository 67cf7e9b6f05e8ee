import { Check, Pencil, RefreshCw, X } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { said } from '~/api/problem';
import type { Draft } from '~/api/types';
import { useCan, useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useCommands } from '~/lib/commands';
import { Button } from '~/ui/button';
import { ButtonKey } from '~/ui/kbd';
import { AutoSending } from './auto-sending';
import { DiscardReasons } from './discard-reasons';
import type { Look } from './look';
import { SendAnyway } from './send-anyway';
import { type useDecide, useRedraft } from './use-decide';

interface Props {
  draft: Draft;
  look: Look;
  /** Whether everybody will read it. */
  open: boolean;
  decide: ReturnType<typeof useDecide>;
  /** The button that has the focus again when its panel is closed. */
  backTo: RefObject<'edit' | 'discard' | null>;
  onEdit: () => void;
  onTemplate: () => void;
}

export function CardActions({ draft, look, open, decide, backTo, onEdit, onTemplate }: Props) {
  const { t } = useL10n();
  const can = useCan();
  const reason = useReason()('send');
  const [asking, setAsking] = useState(false);
  const busy = decide.isPending;
  const ready = can('send') && !busy;
  const approve = () => ready && decide.mutate({ act: 'approve', override: false });
  const here = { scope: 'thread' as const, when: () => ready };
  useCommands([
    {
      ...here,
      id: 'approve',
      keys: ['a', 'Mod+Enter'],
      label: t('cmd-approve'),
      run: approve,
      when: () => ready && (look.look === 'waiting' || look.look === 'auto_sending'),
    },
    {
      ...here,
      id: 'edit',
      keys: ['e'],
      label: t('cmd-edit'),
      run: onEdit,
      when: () => ready && look.look !== 'outdated' && look.look !== 'window_closed',
    },
    {
      ...here,
      id: 'hold',
      keys: ['h'],
      label: t('cmd-hold'),
      run: () => decide.mutate({ act: 'hold' }),
      when: () => ready && look.look === 'auto_sending',
    },
    { ...here, id: 'discard', keys: ['x'], label: t('cmd-discard'), run: () => setAsking(true) },
  ]);
  if (reason) return <p className="text-xs text-quiet">{reason}</p>;
  if (asking) {
    return (
      <DiscardReasons
        onChoose={(reason) => {
          setAsking(false);
          decide.mutate({ act: 'discard', reason });
        }}
        onCancel={() => {
          backTo.current = 'discard';
          setAsking(false);
        }}
      />
    );
  }
  return (
    <div className="flex flex-wrap gap-2 *:grow *:first:basis-full sm:*:grow-0 sm:*:first:basis-auto">
      <FirstAction
        look={look}
        open={open}
        busy={busy}
        draft={draft}
        decide={decide}
        onTemplate={onTemplate}
      />
      {look.look !== 'outdated' && look.look !== 'window_closed' && (
        <Button ref={returning(backTo, 'edit')} onClick={onEdit} busy={busy}>
          <Pencil size={14} aria-hidden="true" />
          {t('draft-edit')} <ButtonKey keys="e" />
        </Button>
      )}
      <Button ref={returning(backTo, 'discard')} onClick={() => setAsking(true)} busy={busy}>
        <X size={15} aria-hidden="true" />
        {t('draft-discard')} <ButtonKey keys="x" />
      </Button>
      {look.look !== 'outdated' && <Redraft conversation={draft.conversation_id} quiet />}
    </div>
  );
}

/** Gives the focus back to a button once, as it comes back. */
function returning(backTo: Props['backTo'], name: 'edit' | 'discard') {
  return (button: HTMLButtonElement | null) => {
    if (!button || backTo.current !== name) return;
    backTo.current = null;
    button.focus();
  };
}

type FirstProps = Pick<Props, 'look' | 'open' | 'draft' | 'decide' | 'onTemplate'> & { busy: boolean };

/** The one thing to do next. */
function FirstAction({ look, open, busy, draft, decide, onTemplate }: FirstProps) {
  const { t } = useL10n();
  switch (look.look) {
    case 'auto_sending':
      return <AutoSending at={look.at} busy={busy} onHold={() => decide.mutate({ act: 'hold' })} />;
    case 'waiting':
      return (
        <Button
          variant="primary"
          busy={busy}
          onClick={() => decide.mutate({ act: 'approve', override: false })}
        >
          <Check size={15} aria-hidden="true" />
          {t(busy ? 'draft-approving' : open ? 'draft-approve-public' : 'draft-approve')}{' '}
          <ButtonKey keys="a" />
        </Button>
      );
    case 'held':
      return look.mayOverride ? <SendAnyway draft={draft} decide={decide} /> : null;
    case 'window_closed':
      return <Button onClick={onTemplate}>{t('action-send_template')}</Button>;
    case 'stopped':
      return (
        <Button variant="primary" disabledReason={t('draft-cannot')}>
          {t('draft-approve')}
        </Button>
      );
    case 'outdated':
      return <Redraft conversation={draft.conversation_id} />;
    case 'no_grounding':
    case 'done':
      return null;
  }
}

/** A draft that was asked for is seen by then, or being made. */
const COMES_WITHIN_MS = 5_000;

/** Asks for a new draft, and says that it is being made until it comes. */
export function Redraft({ conversation, quiet = false }: { conversation: string; quiet?: boolean }) {
  const { t } = useL10n();
  const redraft = useRedraft(conversation);
  const reason = useReason()('send');
  const { isSuccess, reset } = redraft;
  const going = redraft.isPending || isSuccess;
  // Where no draft comes of it, one may ask again.
  useEffect(() => {
    if (!isSuccess) return;
    const timer = setTimeout(reset, COMES_WITHIN_MS);
    return () => clearTimeout(timer);
  }, [isSuccess, reset]);
  useCommands([
    {
      id: 'redraft',
      keys: ['d'],
      scope: 'thread',
      label: t('cmd-redraft'),
      run: () => redraft.mutate(),
      when: () => !going && !reason,
    },
  ]);
  return (
    <>
      <Button
        variant={quiet ? 'quiet' : 'plain'}
        busy={going}
        disabledReason={reason}
        onClick={() => redraft.mutate()}
      >
        <RefreshCw size={14} aria-hidden="true" />
        {going ? t('draft-redrafting') : t('draft-redraft')} <ButtonKey keys="d" />
      </Button>
      {redraft.error && (
        <p role="alert" className="basis-full text-sm text-red">
          {said(redraft.error)}
        </p>
      )}
    </>
  );
}
