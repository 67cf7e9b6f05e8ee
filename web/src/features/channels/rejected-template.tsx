import type { Template } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';

/** A template that Meta rejected, why, and what Meta advises. */
export function RejectedTemplate({ template }: { template: Template }) {
  const { t, known } = useL10n();
  const reason = template.rejection?.reason;
  return (
    <li className="grid gap-0.5">
      <span className="font-medium wrap-anywhere">
        {template.name} · {template.language}
      </span>
      <span className="text-amber">
        {reason ? (known(`template-reason-${reason}`) ?? reason) : t('template-reason-none')}
      </span>
      {template.rejection?.advice && (
        <span className="text-quiet wrap-anywhere">
          {t('template-advice', { advice: template.rejection.advice })}
        </span>
      )}
    </li>
  );
}
