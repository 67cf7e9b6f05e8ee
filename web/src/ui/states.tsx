import { Lock } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { isProblem, UNREACHABLE } from '~/api/problem';
import { useL10n } from '~/l10n/words';
import { Button, buttonClass, TextButton } from './button';

interface EmptyProps {
  title: string;
  children: ReactNode;
  /** One action that helps; null only where there is nothing to do. */
  action: ReactNode;
  icon?: ReactNode;
}

export function Empty({ title, children, action, icon }: EmptyProps) {
  return (
    <div className="grid h-full place-content-center justify-items-center gap-1.5 p-8 text-center">
      {icon && (
        <div className="mb-2 grid size-12 place-items-center rounded-2xl bg-accent-soft text-accent">
          {icon}
        </div>
      )}
      <p className="font-semibold">{title}</p>
      <p className="max-w-sm text-balance text-quiet">{children}</p>
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}

/** What failed, why, how to go on, and the reference to give to whoever helps. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useL10n();
  const problem = isProblem(error) ? error.problem : null;
  if (problem?.status === 404) return <Missing reference={problem.instance} />;
  if (problem?.status === 403) return <Forbidden why={problem.detail} reference={problem.instance} />;
  const why =
    problem?.status === UNREACHABLE
      ? t('app-error-unreachable')
      : (problem?.detail ?? problem?.hint ?? t('app-error-unknown'));
  return (
    <div role="alert" className="grid h-full place-content-center justify-items-center gap-2 p-8 text-center">
      <p className="font-semibold">{t('app-error-title')}</p>
      <p className="max-w-md text-balance text-quiet">{why}</p>
      {retry && (
        <div className="mt-2">
          <Button onClick={retry}>{t('app-try-again')}</Button>
        </div>
      )}
      {problem?.instance && <Reference id={problem.instance} />}
    </div>
  );
}

interface RefusedProps {
  why?: string | null | undefined;
  reference?: string | null | undefined;
}

/** What a role may not see. The frame of the page stays, so that one knows where one is. */
export function Forbidden({ why, reference }: RefusedProps) {
  const { t } = useL10n();
  return (
    <div className="grid h-full place-content-center justify-items-center gap-2 p-8 text-center">
      <div className="mb-1 grid size-12 place-items-center rounded-2xl bg-inset text-quiet">
        <Lock size={22} aria-hidden="true" />
      </div>
      <p className="font-semibold">{t('app-forbidden-title')}</p>
      <p className="max-w-md text-balance text-quiet">{why ?? t('app-no-permission')}</p>
      <div className="mt-2">
        <ToInbox />
      </div>
      {reference && <Reference id={reference} />}
    </div>
  );
}

/** A way on, whatever does not work here. */
function ToInbox() {
  const { t } = useL10n();
  return (
    <a href="/inbox" className={buttonClass()}>
      {t('app-to-inbox')}
    </a>
  );
}

export function Reference({ id }: { id: string }) {
  const { t } = useL10n();
  const [copied, setCopied] = useState(false);
  return (
    <p className="flex flex-wrap items-center justify-center gap-x-2 text-xs text-quiet">
      <span>
        {t('app-reference')} <code className="font-mono break-all">{id}</code>
      </span>
      <TextButton onClick={() => void navigator.clipboard.writeText(id).then(() => setCopied(true))}>
        {copied ? t('app-copied') : t('app-copy')}
      </TextButton>
    </p>
  );
}

/** Nothing stands under this address, for this workspace. */
export function Missing({ reference }: Pick<RefusedProps, 'reference'>) {
  const { t } = useL10n();
  return (
    <Empty
      title={t('app-not-found-title')}
      action={
        <div className="grid justify-items-center gap-3">
          <ToInbox />
          {reference && <Reference id={reference} />}
        </div>
      }
    >
      {t('app-not-found')}
    </Empty>
  );
}

interface NoneOfProps {
  query: { isPending: boolean; data?: unknown; error: unknown; refetch: () => unknown };
  children?: ReactNode;
}

/** That there is none: said only of what was read. Until then it is on its way, or it failed. */
export function NoneOf({ query, children }: NoneOfProps) {
  if (query.isPending) return <Bones rows={2} />;
  if (query.data === undefined) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return children;
}

/** The shape of rows to come, after a moment. */
export function Bones({ rows = 6, avatar = false }: { rows?: number; avatar?: boolean }) {
  const { t } = useL10n();
  return (
    <div role="status" className="late grid gap-5 p-4">
      <span className="sr-only">{t('app-loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have no other name
        <div key={row} className="flex items-center gap-3">
          {avatar && <div className="bone size-10 shrink-0 rounded-full" />}
          <div className="grid flex-1 gap-2">
            <div className="bone h-3 w-2/5" />
            <div className="bone h-3 w-4/5" />
          </div>
        </div>
      ))}
    </div>
  );
}
