import { ArrowUpRight } from 'lucide-react';
import type { ContactDetail } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { Card as Part } from '~/ui/page';

/** Where other systems know this person: attributes that are addresses, each a click away. */
export function Linked({ contact }: { contact: ContactDetail }) {
  const { t } = useL10n();
  const links = contact.attributes.filter((one) => one.kind === 'link' && one.value !== '');
  if (links.length === 0) return null;
  return (
    <Part title={t('book-linked')}>
      <ul className="grid gap-1 text-sm">
        {links.map(({ attribute_id: id, name, value }) => (
          <li key={id}>
            <a
              href={value}
              target="_blank"
              rel="noopener noreferrer"
              aria-label={t('book-linked-open', { name, place: place(value) })}
              className="group -mx-2 flex min-h-9 items-center gap-2 rounded-lg px-2 hover:bg-hover touch:min-h-11"
            >
              <span className="min-w-0 flex-1">
                <bdi className="block truncate font-medium text-accent underline underline-offset-2">
                  {name}
                </bdi>
                <bdi className="block truncate text-xs text-quiet">{place(value)}</bdi>
              </span>
              <ArrowUpRight size={15} aria-hidden="true" className="shrink-0 text-quiet rtl:-scale-x-100" />
            </a>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Whose page it is. */
function place(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
