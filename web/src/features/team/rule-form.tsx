import { useMutation, useQueryClient } from '@tanstack/react-query';
import { inboxKeys, setRule } from '~/api/inbox';
import type { AssignmentRule } from '~/api/types-inbox';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { useMerged } from '~/lib/use-merged';
import { Button } from '~/ui/button';
import { RadioCards } from '~/ui/choice';
import { Field } from '~/ui/field';

/** How conversations find somebody. */
export function RuleForm({ rule, disabledReason }: { rule: AssignmentRule; disabledReason: string | null }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const { next, change, crossing } = useMerged(rule);
  const save = useMutation({
    mutationFn: () => setRule(next),
    onSuccess: (saved) => {
      client.setQueryData(inboxKeys.rule, saved);
      toast(t('rule-saved'));
    },
  });
  const number = (name: 'capacity' | 'requeue_minutes', most: number) => (
    <Field
      type="number"
      inputMode="numeric"
      min={1}
      max={most}
      label={t(`rule-${name}`)}
      help={t(`rule-${name}-help`)}
      value={next[name]}
      disabled={Boolean(disabledReason)}
      onChange={(event) => change({ [name]: Number(event.target.value) })}
    />
  );
  return (
    <form
      className="grid gap-5 rounded-2xl border border-line bg-panel p-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate();
      }}
    >
      <RadioCards
        title={t('rule-mode')}
        options={[
          { id: 'off', text: t('rule-off'), help: t('rule-off-help') },
          { id: 'round_robin', text: t('rule-round_robin'), help: t('rule-round_robin-help') },
        ]}
        chosen={next.mode}
        onChoose={(mode) => change({ mode })}
        disabledReason={disabledReason}
      />
      {next.mode === 'round_robin' && (
        <div className="grid items-start gap-4 sm:grid-cols-2">
          {number('capacity', 500)}
          {number('requeue_minutes', 1440)}
        </div>
      )}
      {save.error && (
        <p role="alert" className="text-sm text-red">
          {save.error.message}
        </p>
      )}
      {crossing && (
        <p role="status" className="text-sm text-quiet">
          {t('rule-crossed')}
        </p>
      )}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={save.isPending} disabledReason={disabledReason}>
          {t('rule-save')}
        </Button>
      </div>
    </form>
  );
}
