import { Book } from '~/features/contacts/book';

export function ContactsRoute() {
  return <Book />;
}
