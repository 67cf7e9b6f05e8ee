import { FlaskConical, RefreshCw, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAbout, useWorkspace } from '~/features/session/me';
import { withWords } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { useSeconds } from '~/lib/now';
import { useStore } from '~/lib/store';
import { TextButton } from '~/ui/button';
import { laterQuiet } from '~/ui/later';
import { link, polled, retryNow } from './use-live';

const ChannelStrips = laterQuiet(
  withWords(['news'], async () => (await import('./channel-strips')).ChannelStrips),
);

/** Lines above everything, only when needed. */
export function Strips() {
  const workspace = useWorkspace();
  return (
    <header>
      {workspace?.simulated && <SandboxStrip />}
      <OfflineStrip />
      <ChannelStrips />
    </header>
  );
}

function SandboxStrip() {
  const { t } = useL10n();
  const about = useAbout();
  return (
    <div className="flex min-h-7 flex-wrap items-center justify-center gap-x-2 border-b border-amber-line/60 bg-amber-soft px-3 py-1 text-center text-xs text-amber">
      <FlaskConical size={14} aria-hidden="true" className="shrink-0" />
      <p>
        <strong className="font-semibold">{t('app-sandbox')}</strong>
        <span className="max-sm:hidden"> — {t('app-sandbox-note')}</span>
        <span className="sm:hidden"> — {t('app-sandbox-short')}</span>
      </p>
      {about.sandbox.phone_url && (
        <SandboxLink to={about.sandbox.phone_url}>{t('inbox-open-phone')}</SandboxLink>
      )}
      {about.sandbox.console_url && (
        <SandboxLink to={about.sandbox.console_url}>{t('app-open-console')}</SandboxLink>
      )}
    </div>
  );
}

function SandboxLink({ to, children }: { to: string; children: string }) {
  return (
    <a
      href={to}
      target="_blank"
      rel="noopener"
      className="font-semibold underline underline-offset-2 touch:py-1.5"
    >
      {children}
    </a>
  );
}

/** A blink is not worth a word. */
const PATIENCE_MS = 1500;

function OfflineStrip() {
  const now = useStore(link);
  const away = now.state !== 'open';
  const [felt, setFelt] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setFelt(away), away ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [away]);
  if (useStore(polled) && away) return <Polled />;
  return felt && away ? <Countdown retryAt={now.state === 'waiting' ? now.retryAt : null} /> : null;
}

/** A proxy lets nothing live pass: the desk works, a little later. */
function Polled() {
  const { t } = useL10n();
  return (
    <div className="flex min-h-9 flex-wrap items-center justify-center gap-x-3 border-b border-amber-line bg-amber-soft px-3 py-1.5 text-sm text-amber">
      <p role="status" className="flex min-w-0 items-center gap-2">
        <RefreshCw size={15} aria-hidden="true" className="shrink-0" />
        <span className="min-w-0">{t('app-polled')}</span>
      </p>
      <TextButton onClick={retryNow}>{t('app-retry-now')}</TextButton>
    </div>
  );
}

function Countdown({ retryAt }: { retryAt: number | null }) {
  const { t } = useL10n();
  useSeconds();
  const seconds = retryAt === null ? 0 : Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
  return (
    <div className="flex min-h-9 items-center justify-center gap-3 border-b border-red-line bg-red-soft px-3 text-sm text-red">
      <WifiOff size={15} aria-hidden="true" />
      <p role="status">
        <span className="sr-only">{t('app-offline')}</span>
        <span aria-hidden="true">
          {seconds > 0 ? t('app-reconnecting-in', { seconds }) : t('app-reconnecting')}
        </span>
      </p>
      <TextButton onClick={retryNow}>{t('app-retry-now')}</TextButton>
    </div>
  );
}
