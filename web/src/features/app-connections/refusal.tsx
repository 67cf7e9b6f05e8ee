import { isProblem } from '~/api/problem';
import { useL10n } from '~/l10n/words';
import { AT_META } from '~/lib/at-meta';
import { buttonClass } from '~/ui/button';
import { Notice } from '~/ui/notice';

/** What the server refused, with the way on. */
export function Refusal({ error }: { error: Error }) {
  const { t } = useL10n();
  const problem = isProblem(error) ? error.problem : null;
  const fields = problem?.fields?.map((field) => field.problem) ?? [];
  const [title, ...more] = [
    ...fields,
    ...(fields.length > 0 ? [] : [problem?.title ?? error.message]),
    problem?.hint,
  ].filter(Boolean);
  return (
    <Notice
      tone="red"
      alert
      title={title ?? error.message}
      action={
        isProblem(error, 'connection_discovery') && (
          <a href={AT_META.accounts} target="_blank" rel="noopener" className={buttonClass()}>
            {t('appconn-open-meta')}
          </a>
        )
      }
    >
      {more.map((text) => (
        <p key={text} className="wrap-anywhere">
          {text}
        </p>
      ))}
    </Notice>
  );
}
