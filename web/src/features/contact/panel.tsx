import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { contactQuery, conversationQuery } from '~/api/queries';
import type { ConversationDetail } from '~/api/types';
import { Attributes } from '~/features/contacts/attributes';
import { LabelsPart } from '~/features/contacts/labels-part';
import { Linked } from '~/features/contacts/linked';
import { Proof, Source } from '~/features/contacts/proof';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { windowLook } from '~/lib/window';
import { WindowAvatar } from '~/ui/avatar';
import { NoneOf } from '~/ui/states';
import { Letting } from './letting';

/** Who one talks to, what they agreed to, and how to let them go. */
export function ContactPanel({ conversation }: { conversation: ConversationDetail }) {
  const { t, moment, day } = useL10n();
  const now = useNow();
  const { contact, channel } = conversation;
  const known = contact.identities.filter((one) => one.kind !== 'parent_user_id');
  return (
    <div className="grid content-start gap-5 p-5">
      <div className="grid justify-items-center gap-2 text-center">
        <WindowAvatar name={contact.name} look={windowLook(conversation.window, now)} />
        <p className="text-lg font-semibold">
          <bdi>{contact.name}</bdi>
        </p>
      </div>
      <dl className="grid gap-4 text-sm">
        {known.map((one) => (
          <Fact key={`${one.kind} ${one.value}`} name={t(`contact-${one.kind}`)}>
            <bdi className="break-all select-all">{one.kind === 'phone' ? `+${one.value}` : one.value}</bdi>
          </Fact>
        ))}
        <Fact name={t('contact-channel')}>
          {channel.name} · <bdi>{channel.display}</bdi>
        </Fact>
        <Fact name={t('contact-mode')}>{t(`mode-${conversation.mode}`)}</Fact>
        {conversation.assignee && <Fact name={t('contact-assignee')}>{conversation.assignee.name}</Fact>}
        <Fact name={t('contact-since')}>
          <time dateTime={contact.first_seen_at} title={moment(contact.first_seen_at)}>
            {day(contact.first_seen_at, now)}
          </time>
        </Fact>
        <Fact name={t('contact-consent')}>
          <span className={contact.consent === 'opted_out' ? 'font-medium text-red' : ''}>
            {t(`contact-consent-${contact.consent}`)}
          </span>
        </Fact>
      </dl>
      <ConsentHistory id={contact.id} />
      <Kept id={contact.id} here={conversation.id} />
      <div className="border-t border-line pt-4">
        <Letting contact={contact} />
      </div>
      <Link
        to="/contacts/$contactId"
        params={{ contactId: contact.id }}
        className="w-fit text-sm font-medium text-accent underline underline-offset-2"
      >
        {t('contact-open')}
      </Link>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-xs text-quiet">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function ConsentHistory({ id }: { id: string }) {
  const { t, ago } = useL10n();
  const now = useNow();
  const records = useQuery(contactQuery(id)).data?.consents ?? [];
  if (records.length === 0) return null;
  return (
    <section className="grid gap-1.5 text-sm">
      <h3 className="text-xs text-quiet">{t('contact-history')}</h3>
      <ol className="grid gap-2 border-s border-line ps-3">
        {records.map((record) => (
          <li key={`${record.at} ${record.state}`}>
            <p>{t(`contact-consent-${record.state}`)}</p>
            <p className="text-xs text-quiet">
              <Source source={record.source} /> · {ago(record.at, now)}
            </p>
            <Proof proof={record.proof} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What the contact book keeps of them. */
function Kept({ id, here }: { id: string; here: string }) {
  const { t } = useL10n();
  const query = useQuery(contactQuery(id));
  const contact = query.data;
  if (!contact) return <NoneOf query={query} />;
  const others = contact.conversations.filter((one) => one !== here);
  return (
    <>
      <LabelsPart contact={contact} />
      <Attributes contact={contact} />
      <Linked contact={contact} />
      {others.length > 0 && (
        <section className="grid gap-1.5 text-sm">
          <h3 className="text-xs text-quiet">{t('contact-others')}</h3>
          <ul className="grid gap-1">
            {others.map((one) => (
              <Other key={one} id={one} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Another conversation with the same person: where it is. */
function Other({ id }: { id: string }) {
  const { t } = useL10n();
  const channel = useQuery(conversationQuery(id)).data?.channel;
  return (
    <li>
      <Link
        to="/inbox/$conversationId"
        params={{ conversationId: id }}
        className="font-medium text-accent underline underline-offset-2"
      >
        {channel ? `${channel.name} · ${channel.display}` : t('book-open-thread')}
      </Link>
    </li>
  );
}
