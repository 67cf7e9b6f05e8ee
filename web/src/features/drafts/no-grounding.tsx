import { Link } from '@tanstack/react-router';
import { BookOpenText, PencilLine, SearchX } from 'lucide-react';
import type { Draft } from '~/api/types';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useCommands } from '~/lib/commands';
import { Button, buttonClass } from '~/ui/button';
import { ButtonKey } from '~/ui/kbd';
import { Redraft } from './card-actions';
import type { useDecide } from './use-decide';

interface Props {
  draft: Draft;
  decide: ReturnType<typeof useDecide>;
  onWrite: () => void;
}

/** The honest answer of a draft that could not be made. */
export function NoGrounding({ draft, decide, onWrite }: Props) {
  const { t, known } = useL10n();
  const why = draft.abstained && (known(`abstain-${draft.abstained.reason}`) ?? draft.abstained.hint);
  const reason = useReason()('send');
  useCommands([
    { id: 'edit', keys: ['e'], scope: 'thread', label: t('draft-write'), run: onWrite, when: () => !reason },
  ]);
  return (
    <section
      aria-label={t('draft-title-none')}
      className="rise flex flex-wrap items-center gap-x-4 gap-y-2.5 rounded-2xl border border-line bg-inset px-4 py-3"
    >
      <SearchX size={18} aria-hidden="true" className="shrink-0 text-quiet" />
      <div className="min-w-48 flex-1">
        <p className="font-medium">{t('draft-none')}</p>
        {why && <p className="text-sm text-quiet">{why}</p>}
        {decide.error && (
          <p role="alert" className="text-sm text-red">
            {decide.error.message}
          </p>
        )}
      </div>
      <div className="flex w-full flex-wrap sm:w-auto gap-2 *:grow *:first:basis-full sm:*:grow-0 sm:*:first:basis-auto">
        <Button variant="primary" disabledReason={reason} onClick={onWrite}>
          <PencilLine size={15} aria-hidden="true" />
          {t('draft-write')} <ButtonKey keys="e" />
        </Button>
        <Link to="/knowledge" search={{ tab: 'answers' }} className={buttonClass()}>
          <BookOpenText size={15} aria-hidden="true" />
          {t('draft-add-knowledge')}
        </Link>
        <Redraft conversation={draft.conversation_id} quiet />
        <Button
          variant="quiet"
          disabledReason={reason}
          busy={decide.isPending}
          onClick={() => decide.mutate({ act: 'discard', reason: 'not_needed' })}
        >
          {t('draft-reason-not_needed')}
        </Button>
      </div>
    </section>
  );
}
