import { isProblem, UNREACHABLE } from '~/api/problem';
import { useL10n } from '~/l10n/words';
import { useSeconds } from '~/lib/now';
import { Notice } from '~/ui/notice';
import { Reference } from '~/ui/states';

/** What the door says, in words the desk has; anything else as the server says it. */
const KNOWN: Record<string, string> = {
  bad_credentials: 'login-bad',
  bad_code: 'login-bad-code',
  bad_passkey: 'login-bad-passkey',
  link_over: 'login-link-over',
  email_taken: 'login-email-taken',
};

interface Props {
  error: Error;
  /** When it was said: locks and pauses count down. */
  since: number;
  /** Who it is stands fast, so that only the password can be wrong. */
  known?: boolean;
}

/** Why one did not get in. */
export function EntryError({ error, since, known = false }: Props) {
  const { t, span } = useL10n();
  useSeconds();
  const problem = isProblem(error) ? error.problem : null;
  if (problem?.code === 'code_needed') return null;
  if (known && problem?.code === 'bad_credentials') {
    return <Notice tone="red" alert title={t('login-bad-password')} />;
  }
  const words = problem && KNOWN[problem.code];
  if (words) return <Notice tone="red" alert title={t(words)} />;
  if (problem?.code === 'locked' || problem?.code === 'too_many_logins') {
    const left = since + (problem.retry_after_s ?? 60) * 1000 - Date.now();
    return left <= 0 ? null : <Notice tone="amber" alert title={t('login-locked', { time: span(left) })} />;
  }
  if (problem?.status === UNREACHABLE) return <Notice tone="red" alert title={t('app-error-unreachable')} />;
  return (
    <Notice tone="red" alert title={problem?.detail ?? problem?.title ?? t('app-error-unknown')}>
      {problem?.hint}
      {problem && problem.status >= 500 && problem.instance && <Reference id={problem.instance} />}
    </Notice>
  );
}
