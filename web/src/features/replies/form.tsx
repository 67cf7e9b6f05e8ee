import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type CannedReply, type CannedText, cannedKey } from '~/api/canned';
import { idempotencyKey } from '~/api/client';
import { isProblem } from '~/api/problem';
import { changeReply, makeReply } from '~/api/replies';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { AreaField, Field } from '~/ui/field';

/** A new reply, or a change of one. */
export function ReplyForm({ reply, onDone }: { reply: CannedReply | null; onDone: () => void }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? '');
  const [body, setBody] = useState(reply?.body ?? '');
  const key = useRef(idempotencyKey());
  const save = useMutation({
    mutationFn: (text: CannedText): Promise<CannedReply> =>
      reply ? changeReply(reply.id, text) : makeReply(text, key.current),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: cannedKey });
      onDone();
    },
    onError: () => {
      key.current = idempotencyKey();
    },
  });
  const problem = isProblem(save.error) ? save.error.problem : null;
  const wrong = (field: string) => problem?.fields?.find((one) => one.field === field)?.problem;
  const taken = problem?.code === 'shortcut_taken' ? problem.title : undefined;
  const other = save.error && !wrong('shortcut') && !wrong('body') && !taken ? save.error.message : null;
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate({ shortcut, body });
      }}
    >
      <Field
        autoFocus
        label={t('replies-shortcut')}
        help={t('replies-shortcut-help')}
        error={wrong('shortcut') ?? taken}
        value={shortcut}
        maxLength={64}
        onChange={(event) => setShortcut(event.target.value)}
      />
      <AreaField
        dir="auto"
        rows={4}
        label={t('replies-body')}
        help={t('replies-body-help')}
        error={wrong('body')}
        value={body}
        maxLength={4096}
        onChange={(event) => setBody(event.target.value)}
      />
      {other && (
        <p role="alert" className="text-sm text-red">
          {other}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={save.isPending}>
          {t('replies-save')}
        </Button>
        <Button onClick={onDone}>{t('app-cancel')}</Button>
      </div>
    </form>
  );
}
