import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { contactQuery } from '~/api/queries';
import { Card } from '~/features/contacts/card';
import { useL10n } from '~/l10n/words';
import { buttonClass } from '~/ui/button';
import { Page } from '~/ui/page';
import { Bones, Failure } from '~/ui/states';

export function ContactRoute() {
  const { t } = useL10n();
  const { contactId } = useParams({ from: '/desk/contacts/$contactId' });
  const query = useQuery(contactQuery(contactId));
  const contact = query.data;
  return (
    <Page
      wide
      title={contact?.name ?? t('book-contact')}
      lead={contact?.phone_hint && contact.phone_hint !== contact.name && <bdi>{contact.phone_hint}</bdi>}
      actions={
        <>
          <Link to="/contacts" className={buttonClass()}>
            <ArrowLeft size={15} aria-hidden="true" className="rtl:-scale-x-100" />
            {t('book-all')}
          </Link>
          {contact?.conversations[0] && (
            <Link
              to="/inbox/$conversationId"
              params={{ conversationId: contact.conversations[0] }}
              className={buttonClass('primary')}
            >
              {t('book-open-thread')}
            </Link>
          )}
        </>
      }
    >
      {query.isPending ? (
        <Bones />
      ) : contact ? (
        <Card key={contact.id} contact={contact} />
      ) : (
        <Failure error={query.error} retry={() => void query.refetch()} />
      )}
    </Page>
  );
}
