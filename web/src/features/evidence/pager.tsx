import { Link } from '@tanstack/react-router';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useL10n } from '~/l10n/words';
import { buttonClass } from '~/ui/button';
import type { EvidenceSearch } from './search';

interface Props {
  search: EvidenceSearch;
  /** The numbers of the page's first and last entry. */
  first: number;
  last: number;
  newer: boolean;
  older: boolean;
}

/** A page to either side; the address keeps the place. */
export function Pager({ search, first, last, newer, older }: Props) {
  const { t } = useL10n();
  const { before: _before, after: _after, ...filter } = search;
  if (!newer && !older) return null;
  return (
    <nav aria-label={t('evidence-pages')} className="mt-5 flex flex-wrap justify-between gap-2">
      {newer ? (
        <Link to="/evidence" search={{ ...filter, after: last }} className={buttonClass()}>
          <ArrowLeft size={15} aria-hidden="true" className="rtl:-scale-x-100" />
          {t('evidence-newer')}
        </Link>
      ) : (
        <span />
      )}
      {older && (
        <Link to="/evidence" search={{ ...filter, before: first }} className={buttonClass()}>
          {t('evidence-older')}
          <ArrowRight size={15} aria-hidden="true" className="rtl:-scale-x-100" />
        </Link>
      )}
    </nav>
  );
}
