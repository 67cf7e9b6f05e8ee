import { type FormEvent, useState } from 'react';
import type { KnowledgeRow } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { AreaField, Field } from '~/ui/field';
import { KEY_OF, type Part, wrongWith } from './model';

interface Props {
  part: Exclude<Part, 'items'>;
  row: KnowledgeRow;
  isNew: boolean;
  /** Names of the other rows. */
  taken: ReadonlySet<string>;
  onClose: () => void;
  onPut: (row: KnowledgeRow) => void;
}

/** One policy, answer or promotion. */
export function TextDialog({ part, row, isNew, taken, onClose, onPut }: Props) {
  const { t } = useL10n();
  const [name, setName] = useState(String(row[KEY_OF[part]] ?? ''));
  const [title, setTitle] = useState(String(row.title ?? ''));
  const [questions, setQuestions] = useState(((row.questions as string[] | undefined) ?? []).join('\n'));
  const [text, setText] = useState(String(row.text ?? ''));
  const [until, setUntil] = useState(String(row.valid_until ?? ''));
  const [tried, setTried] = useState(false);
  const made = (): KnowledgeRow => {
    const lines = questions.split('\n').map((one) => one.trim());
    const { title: _, valid_until: __, ...rest } = row;
    return {
      ...rest,
      [KEY_OF[part]]: name.trim(),
      text: text.trim(),
      ...(part === 'policies' && title.trim() && { title: title.trim() }),
      ...(part === 'answers' && { questions: lines.filter(Boolean) }),
      ...(part === 'promo' && until && { valid_until: until }),
    };
  };
  const wrong =
    wrongWith(made(), part, taken) ??
    (part === 'answers' && questions.trim() === '' ? 'knowledge-needs-question' : null);
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (!wrong) onPut(made());
  }
  return (
    <Dialog open onClose={onClose} title={t(isNew ? `knowledge-new-${part}` : `knowledge-edit-${part}`)}>
      <form onSubmit={submit} noValidate className="grid gap-4 p-5">
        {part === 'answers' && (
          <AreaField
            label={t('knowledge-questions')}
            help={t('knowledge-questions-help')}
            dir="auto"
            rows={3}
            value={questions}
            onChange={(event) => setQuestions(event.target.value)}
          />
        )}
        {part === 'policies' && (
          <Field
            label={t('knowledge-policy-title')}
            dir="auto"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
        {part === 'promo' && (
          <Field
            label={t('knowledge-promo-code')}
            dir="auto"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
        <AreaField
          label={t(`knowledge-text-${part}`)}
          help={t(`knowledge-text-${part}-help`)}
          dir="auto"
          rows={6}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {part === 'promo' && (
          <Field
            type="date"
            label={t('knowledge-promo-until')}
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
        )}
        {tried && wrong && (
          <p role="alert" className="text-sm text-red">
            {t(wrong)}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('app-cancel')}</Button>
          <Button type="submit" variant="primary">
            {t('knowledge-take')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
