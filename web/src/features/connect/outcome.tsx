import { isProblem } from '~/api/problem';
import { useL10n } from '~/l10n/words';
import { CopyBox } from '~/ui/copy-box';
import { Notice } from '~/ui/notice';
import type { Phase, Why } from './launch';

/** How a launch ended without a connection. Whatever it was, nothing of it was kept. */
export function Outcome({ phase }: { phase: Phase }) {
  const { t } = useL10n();
  switch (phase.at) {
    case 'blocked':
      return <Notice tone="amber" alert title={t('connect-blocked')} />;
    case 'expired':
      return <Notice tone="amber" alert title={t('connect-expired')} />;
    case 'cancelled':
      return (
        <Notice tone="amber" alert title={t('connect-cancelled')}>
          {phase.step && <p>{t('connect-stopped', { step: t(`connect-step-${phase.step}`) })}</p>}
          <p>{t('connect-nothing-kept')}</p>
        </Notice>
      );
    case 'failed':
      return <Failed why={phase.why} />;
    default:
      return null;
  }
}

function Failed({ why }: { why: Why }) {
  const { t } = useL10n();
  if ('error' in why) {
    const { error } = why;
    const more = isProblem(error) ? [error.problem.detail, error.problem.hint] : [];
    return (
      <Notice tone="red" alert title={isProblem(error) ? error.problem.title : error.message}>
        {more.filter(Boolean).map((text) => (
          <p key={text}>{text}</p>
        ))}
      </Notice>
    );
  }
  if ('elsewhere' in why) {
    return (
      <Notice tone="red" alert title={t('connect-elsewhere')}>
        {t('connect-elsewhere-text', { place: why.elsewhere })}
      </Notice>
    );
  }
  const { text, error_id, session_id } = why.reported;
  const ids = [error_id && `error_id: ${error_id}`, session_id && `session_id: ${session_id}`].filter(
    Boolean,
  );
  return (
    <>
      <Notice tone="red" alert title={t('connect-reported')}>
        <p dir="auto">{text}</p>
      </Notice>
      {ids.length > 0 && <CopyBox label={t('connect-support')} value={ids.join(', ')} />}
    </>
  );
}
