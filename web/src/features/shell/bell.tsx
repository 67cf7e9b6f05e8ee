import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Bell as Shape } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { alertsKey, alertsQuery, seeAlerts } from '~/api/alerts';
import { useL10n } from '~/l10n/words';
import { announce } from '~/lib/announce';
import { desktopNotice } from '~/lib/desktop-notice';
import { Dialog } from '~/ui/dialog';
import { AlertList } from './alert-list';
import { Badge } from './badge';
import { useSaid } from './use-said';

/** What is the matter with the channels. On a phone it stands there only while something is. */
export function Bell({ className }: { className: string }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const alerts = useQuery(alertsQuery);
  const [open, setOpen] = useState(false);
  const items = alerts.data?.items ?? [];
  const standing = items.filter((one) => !one.cleared_at).length;
  const unseen = items.filter((one) => one.unseen).length;
  useNews();
  const see = useMutation({
    mutationFn: seeAlerts,
    onSuccess: () => client.invalidateQueries({ queryKey: alertsKey }),
  });
  const show = () => {
    setOpen(true);
    if (unseen > 0) see.mutate();
  };
  return (
    <li className={standing > 0 || open ? 'flex flex-1 sm:block sm:flex-none' : 'hidden sm:block'}>
      <button type="button" className={className} title={t('alerts-title')} onClick={show}>
        <Shape size={20} strokeWidth={1.9} aria-hidden="true" />
        <span className="text-[0.6875rem] leading-4 sm:sr-only">{t('alerts-title')}</span>
        <Badge count={unseen} words={`, ${t('alerts-unseen', { count: unseen })}`} tone="red" />
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('alerts-title')} side>
        <AlertList alerts={alerts} onLeave={() => setOpen(false)} />
      </Dialog>
    </li>
  );
}

/** Says what comes while the desk is open, here and on the desktop where that is allowed. */
function useNews(): void {
  const said = useSaid();
  const latest = useRef(said);
  useEffect(() => {
    latest.current = said;
  });
  const navigate = useNavigate();
  const items = useQuery(alertsQuery).data?.items;
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (!items) return;
    const before = known.current;
    known.current = new Set([...(before ?? []), ...items.map((one) => one.id)]);
    // What was there when the page came up stands on the bell.
    if (!before) return;
    for (const one of items.filter(({ id, unseen }) => unseen && !before.has(id))) {
      const words = latest.current(one);
      announce(words);
      desktopNotice({
        title: words,
        tag: `loket.alert.${one.id}`,
        onOpen: () => void navigate({ to: '/settings/channels' }),
      });
    }
  }, [items, navigate]);
}
