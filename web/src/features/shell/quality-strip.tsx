import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { channelsQuery } from '~/api/queries';
import { useL10n } from '~/l10n/words';
import { QualityShape } from '~/ui/quality';
import { qualityTrouble } from './quality-trouble';

/** Poor quality: amber and a triangle, or red and a square, always with its word. */
export function QualityStrip() {
  const { t } = useL10n();
  const trouble = qualityTrouble(useQuery(channelsQuery).data?.items ?? []);
  if (!trouble) return null;
  const low = trouble.quality === 'RED';
  return (
    <div
      className={`flex min-h-9 flex-wrap items-center justify-center gap-x-3 border-b px-3 py-1.5 text-sm ${
        low ? 'border-red-line bg-red-soft text-red' : 'border-amber-line bg-amber-soft text-amber'
      }`}
    >
      <p className="flex min-w-0 items-center gap-2">
        <QualityShape quality={trouble.quality} />
        <span className="min-w-0">{t(`strip-quality-${trouble.quality}`, { name: trouble.name })}</span>
      </p>
      <Link
        to="/admin/whatsapp-settings"
        search={{ channel: trouble.id }}
        className="hit relative font-medium whitespace-nowrap underline underline-offset-2 hover:decoration-2"
      >
        {t('strip-quality-see')}
      </Link>
    </div>
  );
}
