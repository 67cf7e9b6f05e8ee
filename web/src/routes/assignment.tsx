import { useQuery } from '@tanstack/react-query';
import { assigneesQuery, ruleQuery } from '~/api/inbox';
import { useReason } from '~/features/session/me';
import { RuleForm } from '~/features/team/rule-form';
import { WhoIsThere } from '~/features/team/who-is-there';
import { useL10n } from '~/l10n/words';
import { Page } from '~/ui/page';
import { Bones, Failure } from '~/ui/states';

export function AssignmentRoute() {
  const { t } = useL10n();
  const rule = useQuery(ruleQuery);
  const team = useQuery(assigneesQuery);
  const reason = useReason()('knowledge');
  return (
    <Page title={t('assignment-title')} lead={t('assignment-lead')}>
      {rule.isPending ? (
        <Bones rows={3} />
      ) : !rule.data ? (
        <Failure error={rule.error} retry={() => void rule.refetch()} />
      ) : (
        <RuleForm rule={rule.data} disabledReason={reason} />
      )}
      <h2 className="mt-2 font-semibold">{t('assignment-there')}</h2>
      {team.isPending ? (
        <Bones rows={3} avatar />
      ) : !team.data ? (
        <Failure error={team.error} retry={() => void team.refetch()} />
      ) : (
        <WhoIsThere people={team.data.items} />
      )}
    </Page>
  );
}
