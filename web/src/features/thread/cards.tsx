import { useQuery } from '@tanstack/react-query';
import { ContactRound, MapPin, ShoppingBag } from 'lucide-react';
import { useMemo } from 'react';
import { knowledgeQuery } from '~/api/queries';
import type { Content } from '~/api/types';
import type { KnowledgeDocument } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { Spoken } from '~/ui/spoken';
import { namesOf, total } from './order-total';

export function Location({ content }: { content: Extract<Content, { type: 'location' }> }) {
  const { t } = useL10n();
  const place = `${content.latitude},${content.longitude}`;
  return (
    <div className="flex items-start gap-3">
      <MapPin size={20} aria-hidden="true" className="mt-0.5 shrink-0 text-accent" />
      <div className="min-w-0">
        <p dir="auto" className="font-medium">
          {content.name ?? t('msg-location')}
        </p>
        {content.address && (
          <p dir="auto" className="text-sm text-quiet">
            {content.address}
          </p>
        )}
        <p className="mt-1 text-sm">
          <a
            href={`https://www.openstreetmap.org/?mlat=${content.latitude}&mlon=${content.longitude}#map=16/${content.latitude}/${content.longitude}`}
            target="_blank"
            rel="noopener noreferrer"
            className="font-medium text-blue underline underline-offset-2"
          >
            {t('msg-location-open')}
          </a>
          <span className="ms-2 text-xs text-quiet tabular-nums">{place}</span>
        </p>
      </div>
    </div>
  );
}

export function ContactCards({ cards }: { cards: Extract<Content, { type: 'contacts' }>['cards'] }) {
  const { t } = useL10n();
  return (
    <ul className="grid gap-2">
      {cards.map((card) => (
        <li key={`${card.name} ${card.phones[0] ?? ''}`} className="flex items-start gap-3">
          <ContactRound size={20} aria-hidden="true" className="mt-0.5 shrink-0 text-accent" />
          <div className="min-w-0">
            <bdi className="block font-medium">{card.name}</bdi>
            {[...card.phones, ...card.emails].map((line) => (
              <span key={line} dir="ltr" className="block text-sm break-all text-quiet">
                {line}
              </span>
            ))}
            {card.own && <span className="text-xs text-quiet">{t('msg-contact-own')}</span>}
          </div>
        </li>
      ))}
    </ul>
  );
}

export function Order({ content }: { content: Extract<Content, { type: 'order' }> }) {
  const { t, money, number } = useL10n();
  const names = useNames();
  const sum = total(content.items);
  const pieces = content.items.reduce((count, item) => count + item.quantity, 0);
  return (
    <div className="grid gap-2">
      <p className="flex items-center gap-2 text-sm">
        <ShoppingBag size={16} aria-hidden="true" className="text-accent" />
        <span className="font-semibold">{t('msg-order')}</span>
        <span className="text-quiet">{t('msg-order-pieces', { count: pieces })}</span>
      </p>
      <ul className="grid gap-1 border-y border-line py-2 text-sm">
        {content.items.map((item) => (
          <li key={item.product_id} className="flex justify-between gap-6">
            <span>
              <span className="tabular-nums">{number(item.quantity)} × </span>
              <bdi>{names.get(item.product_id.toLowerCase()) ?? item.product_id}</bdi>
              {names.has(item.product_id.toLowerCase()) && (
                <bdi className="block text-xs text-quiet">{item.product_id}</bdi>
              )}
            </span>
            {item.price && item.currency && (
              <span className="tabular-nums">{money(item.price, item.currency)}</span>
            )}
          </li>
        ))}
        {sum && (
          <li className="flex justify-between gap-6 font-semibold">
            <span>{t('msg-order-total')}</span>
            <span className="tabular-nums">{money(sum.amount, sum.currency)}</span>
          </li>
        )}
      </ul>
      {content.note && <Spoken text={content.note} />}
    </div>
  );
}

/** What the catalogue calls each code. */
function useNames(): ReadonlyMap<string, string> {
  const document: KnowledgeDocument | undefined = useQuery(knowledgeQuery).data?.document;
  return useMemo(() => namesOf(document), [document]);
}
