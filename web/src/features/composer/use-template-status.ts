import type { Template } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';

/** Where a template stands, in words; a pause with its end where Meta told it. */
export function useTemplateStatus(): (template: Template) => string {
  const { t, known, appointment } = useL10n();
  const now = useNow();
  return ({ status, paused_until: until }) =>
    status === 'PAUSED' && until && Date.parse(until) > now
      ? t('template-paused-until', { when: appointment(until) })
      : (known(`template-status-${status}`) ?? t('template-status-other', { status }));
}
