import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { defaultsQuery, setDefaults } from '~/api/channel-defaults';
import { assigneesQuery } from '~/api/inbox';
import type { ChannelDefaults } from '~/api/types-admin';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { useMerged } from '~/lib/use-merged';
import { Button } from '~/ui/button';
import { FieldSet, RadioCards, SelectField } from '~/ui/choice';
import { Failure } from '~/ui/states';
import { Switch } from '~/ui/switch';
import { OFFICE, wrong } from './week';
import { WeekHours } from './week-hours';

const LANGUAGES = ['id', 'en', 'es', 'pt', 'ar', 'hi'] as const;
const RULES = ['always', 'inside', 'outside'] as const;

/** What a channel has of its own: who is given what is new on it, its language, its hours. */
export function Defaults({ channel, rule }: { channel: string; rule: boolean }) {
  const query = useQuery(defaultsQuery(channel));
  if (query.error && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return null;
  return <Form channel={channel} saved={query.data} rule={rule} />;
}

interface Props {
  channel: string;
  saved: ChannelDefaults;
  /** Whether a rule sends here. */
  rule: boolean;
}

function Form({ channel, saved, rule }: Props) {
  const l10n = useL10n();
  const { t } = l10n;
  const client = useQueryClient();
  const reason = useReason()('channels');
  const people = useQuery(assigneesQuery).data?.items ?? [];
  const { next, change, changed, crossing, reset } = useMerged(saved);
  const save = useMutation({
    mutationFn: () => setDefaults(channel, next),
    onSuccess: (fresh) => {
      client.setQueryData(defaultsQuery(channel).queryKey, fresh);
      toast(t('defaults-saved'));
    },
  });
  const names = new Intl.DisplayNames([l10n.language], { type: 'language' });
  const { default_agent: agent, hours } = next;
  const gone =
    agent && !people.some((one) => one.id === agent) ? [{ id: agent, text: t('defaults-gone') }] : [];
  const bad = hours ? wrong(hours) : false;
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending && !bad) save.mutate();
      }}
    >
      <FieldSet title={t('defaults-title')} help={reason ?? t('defaults-help')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label={t('defaults-agent')}
            disabled={reason !== null}
            options={[
              { id: '', text: t('defaults-agent-none') },
              ...people.map((one) => ({ id: one.id, text: one.name })),
              ...gone,
            ]}
            chosen={agent ?? ''}
            onChoose={(id) => change({ default_agent: id || null })}
          />
          <SelectField
            label={t('defaults-language')}
            disabled={reason !== null}
            options={[
              { id: '', text: t('defaults-language-none') },
              ...LANGUAGES.map((id) => ({ id, text: names.of(id) ?? id })),
            ]}
            chosen={next.language ?? ''}
            onChoose={(id) => change({ language: id || null })}
          />
        </div>
      </FieldSet>
      <FieldSet title={t('defaults-hours')} help={t('defaults-hours-help')}>
        <Switch
          label={t('defaults-hours-any')}
          isSelected={!hours}
          disabledReason={reason}
          onChange={(any) => change(any ? { hours: null, rule_hours: 'always' } : { hours: OFFICE })}
        >
          {t('defaults-hours-any')}
        </Switch>
        {hours && <WeekHours week={hours} reason={reason} onChange={(week) => change({ hours: week })} />}
        {bad && <p className="text-sm text-red">{t('defaults-hours-bad')}</p>}
      </FieldSet>
      {hours && rule && (
        <RadioCards
          title={t('defaults-rule')}
          disabledReason={reason}
          options={RULES.map((id) => ({ id, text: t(`defaults-rule-${id}`) }))}
          chosen={next.rule_hours}
          onChoose={(rule_hours) => change({ rule_hours })}
        />
      )}
      {save.error && (
        <p role="alert" className="text-sm text-red">
          {save.error.message}
        </p>
      )}
      {crossing && (
        <p role="status" className="text-sm text-quiet">
          {t('defaults-crossed')}
        </p>
      )}
      {changed && (
        <div className="flex justify-end gap-2">
          <Button onClick={reset}>{t('app-cancel')}</Button>
          <Button
            type="submit"
            variant="primary"
            busy={save.isPending}
            disabledReason={bad ? t('defaults-hours-bad') : null}
          >
            {t('defaults-save')}
          </Button>
        </div>
      )}
    </form>
  );
}
