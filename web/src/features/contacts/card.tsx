import type { ContactDetail } from '~/api/types';
import { Letting } from '~/features/contact/letting';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { Notice } from '~/ui/notice';
import { Card as Part } from '~/ui/page';
import { Attributes } from './attributes';
import { ConsentPart } from './consent-part';
import { LabelsPart } from './labels-part';
import { Linked } from './linked';
import { MergesPart } from './merges-part';
import { Timeline } from './timeline';

/** One person: what they are known by, what they agreed to, what is kept of them, what happened. */
export function Card({ contact }: { contact: ContactDetail }) {
  const { t, moment } = useL10n();
  if (contact.erased_at)
    return (
      <Notice tone="amber" title={t('book-erased')}>
        {t('book-erased-text', { when: moment(contact.erased_at) })}
      </Notice>
    );
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="grid gap-4">
        <Known contact={contact} />
        <ConsentPart contact={contact} />
        <LabelsPart contact={contact} />
        <Attributes contact={contact} />
        <Linked contact={contact} />
      </div>
      <div className="grid gap-4">
        <Timeline id={contact.id} />
        <MergesPart contact={contact} />
        <Part title={t('book-letting')}>
          <Letting contact={contact} />
        </Part>
      </div>
    </div>
  );
}

function Known({ contact }: { contact: ContactDetail }) {
  const { t, day, moment } = useL10n();
  const now = useNow();
  return (
    <Part title={t('book-known')}>
      <dl className="grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[8rem_1fr]">
        {contact.identities.map((one) => (
          <Fact key={`${one.kind} ${one.value}`} name={t(`contact-${one.kind}`)}>
            <bdi className="break-all select-all">{one.kind === 'phone' ? `+${one.value}` : one.value}</bdi>
          </Fact>
        ))}
        <Fact name={t('contact-since')}>
          <time dateTime={contact.first_seen_at} title={moment(contact.first_seen_at)}>
            {day(contact.first_seen_at, now)}
          </time>
        </Fact>
      </dl>
    </Part>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-quiet max-sm:-mb-1.5 max-sm:text-xs">{name}</dt>
      <dd className="max-sm:mb-1">{children}</dd>
    </div>
  );
}
