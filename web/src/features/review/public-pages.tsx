import { useL10n } from '~/l10n/words';

const PAGES = ['privacy', 'data-deletion', 'permissions', 'commitments'] as const;

/** Pages anybody may read, made by the server: a reviewer needs their addresses. */
export function PublicPages() {
  const { t, language } = useL10n();
  return (
    <ul className="grid gap-1 text-sm">
      {PAGES.map((page) => {
        const address = `/${page}?lang=${language === 'id' ? 'id' : 'en'}`;
        return (
          <li key={page}>
            <a
              href={address}
              target="_blank"
              rel="noopener"
              className="inline-flex min-h-9 flex-wrap items-center gap-x-3 touch:min-h-11"
            >
              <span className="font-medium text-accent underline underline-offset-2">
                {t(`review-page-${page}`)}
              </span>
              <bdi className="break-all text-quiet">{`${location.origin}/${page}`}</bdi>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
