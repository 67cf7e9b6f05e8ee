import { Link } from '@tanstack/react-router';
import { useL10n } from '~/l10n/words';

/** Where a consent came from; what a person wrote stands as they wrote it. */
export function Source({ source }: { source: string }) {
  const { known } = useL10n();
  return <bdi>{known(`book-source-${source}`) ?? source}</bdi>;
}

/** What proves a consent: the message in which it was given, or what somebody wrote down. */
export function Proof({ proof }: { proof: string | null | undefined }) {
  const { t } = useL10n();
  const message = /^message:(.+)$/.exec(proof ?? '')?.[1];
  if (!message)
    return proof ? (
      <p dir="auto" className="text-xs">
        {proof}
      </p>
    ) : null;
  return (
    <Link
      to="/evidence/$messageId"
      params={{ messageId: message }}
      className="text-xs font-medium text-accent underline underline-offset-2"
    >
      {t('book-proof-message')}
    </Link>
  );
}
