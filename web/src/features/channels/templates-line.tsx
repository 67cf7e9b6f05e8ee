import { useQuery } from '@tanstack/react-query';
import { templatesQuery } from '~/api/queries';
import { offered } from '~/features/composer/template';
import { TemplateSync } from '~/features/composer/template-sync';
import { useTemplateStatus } from '~/features/composer/use-template-status';
import { useL10n } from '~/l10n/words';
import { AT_META } from '~/lib/at-meta';
import { FieldSet } from '~/ui/choice';
import { Failure } from '~/ui/states';
import { RejectedTemplate } from './rejected-template';

/** The templates of a number: they are written at Meta and read from there. */
export function TemplatesLine({ channel }: { channel: string }) {
  const { t, number } = useL10n();
  const status = useTemplateStatus();
  const { data, error, refetch } = useQuery(templatesQuery(channel));
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return null;
  // What was approved once and may not be sent now.
  const stopped = data.items.filter((one) => one.status === 'PAUSED' || one.status === 'DISABLED');
  const rejected = data.items.filter((one) => one.status === 'REJECTED');
  const approved = data.items.filter(offered).length;
  return (
    <FieldSet title={t('channel-templates')} help={t('channel-templates-help')}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-quiet">
        <span className="text-text">
          {t('channel-templates-count', { approved: number(approved), all: number(data.items.length) })}
        </span>
        <TemplateSync channel={channel} templates={data.items} />
      </div>
      {stopped.length > 0 && (
        <ul className="grid gap-1 text-sm">
          {stopped.map((one) => (
            <li key={one.id} className="flex flex-wrap gap-x-2">
              <span className="font-medium">
                {one.name} · {one.language}
              </span>
              <span className="text-amber">{status(one)}</span>
            </li>
          ))}
        </ul>
      )}
      {rejected.length > 0 && (
        <div className="grid gap-2 text-sm">
          <ul className="grid gap-2">
            {rejected.map((one) => (
              <RejectedTemplate key={one.id} template={one} />
            ))}
          </ul>
          <p className="text-quiet">
            {t(
              rejected.every((one) => one.rejection?.reason)
                ? 'channel-templates-resubmit'
                : 'channel-templates-rejected',
            )}{' '}
            <a
              href={AT_META.manager}
              target="_blank"
              rel="noopener noreferrer"
              className="font-medium underline"
            >
              {t('channel-templates-manager')}
            </a>
          </p>
        </div>
      )}
    </FieldSet>
  );
}
