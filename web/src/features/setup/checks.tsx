import { useMutation } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CircleDashed, RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import type { HouseCheck } from '~/api/account';
import { checkHouse } from '~/api/setup';
import { EntryError } from '~/features/session/entry-error';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';

const NAMES = ['database', 'encryption_key', 'public_url', 'clock'] as const;

interface Props {
  token: string;
  /** Null: this machine only. */
  publicUrl: () => string | null;
}

/** What the house needs, looked at on arrival and whenever one asks. */
export function Checks({ token, publicUrl }: Props) {
  const { t } = useL10n();
  const look = useMutation({
    mutationFn: (public_url: string | null) => checkHouse(token, public_url),
  });
  const { mutate } = look;
  useEffect(() => mutate(publicUrl()), [mutate, publicUrl]);
  return (
    <section aria-label={t('setup-checks')} className="rounded-xl bg-inset p-4">
      <div className="mb-2 flex items-center justify-between gap-3">
        <h2 className="text-sm font-semibold">{t('setup-checks')}</h2>
        <Button variant="quiet" busy={look.isPending} onClick={() => look.mutate(publicUrl())}>
          <RefreshCw size={15} aria-hidden="true" />
          {t('setup-check-again')}
        </Button>
      </div>
      {look.error && <EntryError error={look.error} since={look.submittedAt} />}
      <ul aria-busy={look.isPending} className="grid gap-2.5">
        {NAMES.map((name) => (
          <Row
            key={name}
            name={name}
            check={look.isPending ? undefined : look.data?.checks.find((one) => one.name === name)}
          />
        ))}
      </ul>
    </section>
  );
}

function Row({ name, check }: { name: (typeof NAMES)[number]; check: HouseCheck | undefined }) {
  const { t } = useL10n();
  const Icon = !check ? CircleDashed : check.ok ? CircleCheck : CircleAlert;
  const tone = !check ? 'text-quiet' : check.ok ? 'text-accent' : 'text-red';
  const state = !check ? 'waiting' : check.ok ? 'ok' : 'wrong';
  return (
    <li className="flex items-start gap-2.5 text-sm">
      <Icon size={17} aria-hidden="true" className={`mt-0.5 shrink-0 ${tone}`} />
      <div className="min-w-0">
        <p className="font-medium">
          {t(`setup-check-${name}`)}
          <span className="sr-only">: {t(`setup-state-${state}`)}</span>
        </p>
        {check && <p className="break-words text-quiet">{check.found}</p>}
        {check && !check.ok && <p className="break-words text-red">{check.hint}</p>}
      </div>
    </li>
  );
}
