import { useMutation } from '@tanstack/react-query';
import { FlaskConical, SearchX } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { tryKnowledge } from '~/api/knowledge-trial';
import type { Trial } from '~/api/types-admin';
import { checkWords } from '~/features/drafts/check-words';
import { useIntentWords, useLanguageWords } from '~/features/drafts/intent-words';
import { Sources } from '~/features/drafts/sources';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Field } from '~/ui/field';
import { Notice } from '~/ui/notice';
import { Card } from '~/ui/page';

/** Asks as a customer would and shows the draft with what it stands on; also when there is none. */
export function TryIt({ onAdd }: { onAdd: () => void }) {
  const { t } = useL10n();
  const [question, setQuestion] = useState('');
  const trial = useMutation({
    mutationFn: () => tryKnowledge(question.trim()),
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (question.trim() !== '' && !trial.isPending) trial.mutate();
  }
  return (
    <Card title={t('knowledge-try')}>
      <form onSubmit={submit} className="grid gap-3">
        <p className="text-sm text-quiet">{t('knowledge-try-lead')}</p>
        <div className="flex flex-wrap items-end gap-2">
          <div className="min-w-56 flex-1">
            <Field
              label={t('knowledge-question')}
              dir="auto"
              value={question}
              onChange={(event) => setQuestion(event.target.value)}
            />
          </div>
          <Button type="submit" variant="primary" busy={trial.isPending}>
            <FlaskConical size={15} aria-hidden="true" />
            {trial.isPending ? t('knowledge-asking') : t('knowledge-ask')}
          </Button>
        </div>
      </form>
      <div aria-live="polite" className="not-empty:mt-4">
        {trial.error && <Notice tone="red" title={trial.error.message} />}
        {trial.data && <Answer trial={trial.data} onAdd={onAdd} />}
      </div>
    </Card>
  );
}

function Answer({ trial, onAdd }: { trial: Trial; onAdd: () => void }) {
  const answered = trial.outcome === 'answer' || trial.outcome === 'clarify';
  if (!trial.text) return <Unanswered trial={trial} onAdd={onAdd} />;
  return (
    <div className="grid gap-3">
      {!answered && <Unanswered trial={trial} onAdd={onAdd} />}
      <Drafted trial={trial} />
    </div>
  );
}

function Drafted({ trial }: { trial: Trial }) {
  const intent = useIntentWords();
  const language = useLanguageWords();
  const l10n = useL10n();
  const { t } = l10n;
  const words = { pass: 'draft-passed', hold: 'draft-held', block: 'draft-blocked', none: 'draft-unchecked' };
  return (
    <div className="rise grid gap-2.5 rounded-2xl border border-own-line bg-accent-soft/60 p-4">
      <p dir="auto" className="spoken">
        {trial.text}
      </p>
      <Sources sources={trial.sources} />
      <p className="flex flex-wrap gap-x-3 text-xs text-quiet">
        <span className={trial.check.verdict === 'pass' ? 'text-accent' : 'text-amber'}>
          {t(words[trial.check.verdict as keyof typeof words] ?? 'draft-unchecked')}
        </span>
        <span>{t('draft-intent', { intent: intent(trial.intent) })}</span>
        <span>{t('draft-language', { language: language(trial.language) })}</span>
      </p>
      {trial.check.reasons.map((reason) => {
        const { title, detail } = checkWords(l10n, reason, trial.text ?? '');
        return (
          <p key={`${reason.code} ${reason.start}`} className="text-sm text-amber">
            <strong className="font-semibold">{title}.</strong> {detail}
          </p>
        );
      })}
    </div>
  );
}

/** The honest "I do not know", with what helps. */
function Unanswered({ trial, onAdd }: { trial: Trial; onAdd: () => void }) {
  const { t } = useL10n();
  const language = useLanguageWords();
  return (
    <div className="flex items-start gap-3 rounded-xl bg-inset px-4 py-3">
      <SearchX size={18} aria-hidden="true" className="mt-0.5 shrink-0 text-quiet" />
      <div className="grid justify-items-start gap-2">
        <p>{t(`knowledge-outcome-is-${trial.outcome}`)}</p>
        <p className="text-xs text-quiet">{t('draft-language', { language: language(trial.language) })}</p>
        {trial.outcome === 'abstain' && <Button onClick={onAdd}>{t('knowledge-add')}</Button>}
      </div>
    </div>
  );
}
