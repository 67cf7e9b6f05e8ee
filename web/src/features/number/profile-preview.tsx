import { useQuery } from '@tanstack/react-query';
import { Globe, Info, Mail, MapPin, Store, TextQuote } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Channel } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { useAddress } from '~/lib/use-address';
import { initials } from '~/ui/avatar';
import { pictureQuery, type Words } from './profile';

interface Props {
  channel: Channel;
  words: Words;
  has: boolean;
}

/** The profile as a customer's phone shows it; what is empty is not shown there. */
export function ProfilePreview({ channel, words, has }: Props) {
  const { t, known } = useL10n();
  const picture = useAddress(useQuery({ ...pictureQuery(channel.id), enabled: has }).data);
  const name = channel.facts.verified_name ?? channel.name;
  const sites = words.websites.map((site) => site.trim()).filter(Boolean);
  return (
    <figure className="mx-auto w-full max-w-72 lg:sticky lg:top-4">
      <figcaption className="mb-2 text-xs text-quiet">{t('profile-preview')}</figcaption>
      <div className="overflow-hidden rounded-[1.75rem] border-4 border-line bg-inset">
        <div className="grid justify-items-center gap-1 bg-panel px-4 pt-6 pb-4 text-center">
          {picture ? (
            <img src={picture} alt={t('profile-picture')} className="size-20 rounded-full object-cover" />
          ) : (
            <span
              aria-hidden="true"
              className="grid size-20 place-items-center rounded-full bg-accent-soft text-xl font-semibold text-accent"
            >
              {initials(name)}
            </span>
          )}
          <p className="mt-2 text-lg font-semibold wrap-anywhere">
            <bdi>{name}</bdi>
          </p>
          <p className="text-sm text-quiet">
            <bdi>{channel.display}</bdi>
          </p>
        </div>
        <ul className="mt-2 grid gap-3 bg-panel px-4 py-4 text-sm">
          <Line icon={<Info size={16} />} text={words.description} />
          <Line icon={<Store size={16} />} text={known(`vertical-${words.vertical}`) ?? words.vertical} />
          <Line icon={<MapPin size={16} />} text={words.address} />
          <Line icon={<Mail size={16} />} text={words.email} link />
          {sites.map((site) => (
            <Line key={site} icon={<Globe size={16} />} text={site} link />
          ))}
        </ul>
        {words.about.trim() && (
          <ul className="mt-2 bg-panel px-4 py-4 text-sm">
            <Line icon={<TextQuote size={16} />} text={words.about} />
          </ul>
        )}
        <div className="h-3 bg-panel" />
      </div>
    </figure>
  );
}

function Line({ icon, text, link = false }: { icon: ReactNode; text: string; link?: boolean }) {
  if (!text.trim()) return null;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-3">
      <span aria-hidden="true" className="mt-0.5 text-quiet">
        {icon}
      </span>
      <span dir="auto" className={`whitespace-pre-line wrap-anywhere ${link ? 'text-accent' : ''}`}>
        {text}
      </span>
    </li>
  );
}
