import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useL10n } from '~/l10n/words';
import { GROUPS, SECTIONS, type Section } from './sections';

/** The pages of the settings: beside the page, or as a page of its own on a phone. */
export function SettingsMenu({ page }: { page: boolean }) {
  const { t } = useL10n();
  return (
    <nav aria-label={t('settings-title')} className="grid content-start gap-5">
      {GROUPS.map((group) => {
        const mine: readonly Section[] = SECTIONS.filter((section) => section.group === group);
        return (
          mine.length > 0 && (
            <div key={group} className="grid gap-1">
              <p id={`settings-${group}`} className="px-3 text-xs font-semibold text-quiet">
                {t(`settings-group-${group}`)}
              </p>
              <ul
                aria-labelledby={`settings-${group}`}
                className={
                  page
                    ? 'divide-y divide-line overflow-hidden rounded-2xl border border-line bg-panel'
                    : 'grid gap-0.5'
                }
              >
                {mine.map((section) => (
                  <Row key={section.to} section={section} page={page} />
                ))}
              </ul>
            </div>
          )
        );
      })}
    </nav>
  );
}

function Row({ section, page }: { section: Section; page: boolean }) {
  const { t } = useL10n();
  const Icon = section.icon;
  const look = page
    ? 'min-h-13 px-4 focus-visible:-outline-offset-2'
    : 'min-h-9 rounded-lg px-3 text-sm data-[status=active]:bg-accent-soft data-[status=active]:font-medium data-[status=active]:text-accent touch:min-h-11';
  return (
    <li>
      <Link to={section.to} className={`flex items-center gap-3 hover:bg-hover ${look}`}>
        <Icon size={17} aria-hidden="true" className="shrink-0 text-quiet" />
        <span className="min-w-0 flex-1 truncate">{t(section.label)}</span>
        {page && <ChevronRight size={16} aria-hidden="true" className="text-quiet rtl:-scale-x-100" />}
      </Link>
    </li>
  );
}
