import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { View } from '~/api/types';
import { readQueue } from '~/features/approvals/search';
import { type BookSearch, readBook } from '~/features/contacts/search';
import { readSearch } from '~/features/evidence/search';
import { VIEWS } from '~/features/inbox/views';
import { KNOWLEDGE_TABS, type KnowledgeTab } from '~/features/knowledge/tabs';
import { withWords } from '~/l10n/load';
import { desk } from './frame';

export const home = createRoute({
  getParentRoute: () => desk,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox' });
  },
});

interface InboxSearch {
  view?: View;
  q?: string;
}

export const inbox = createRoute({
  getParentRoute: () => desk,
  path: '/inbox',
  validateSearch: (search): InboxSearch => {
    const view = VIEWS.find((one) => one === search.view && one !== 'all');
    const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q) : '';
    return { ...(view && { view }), ...(q && { q }) };
  },
  component: lazyRouteComponent(() => import('~/routes/inbox'), 'InboxRoute'),
});

export const conversation = createRoute({
  getParentRoute: () => inbox,
  path: '$conversationId',
  component: lazyRouteComponent(() => import('~/routes/conversation'), 'ConversationRoute'),
});

export const approvals = createRoute({
  getParentRoute: () => desk,
  path: '/approvals',
  validateSearch: readQueue,
  component: lazyRouteComponent(
    withWords(['approvals', 'drafts', 'intents'], () => import('~/routes/approvals')),
    'ApprovalsRoute',
  ),
});

export const contacts = createRoute({
  getParentRoute: () => desk,
  path: '/contacts',
  validateSearch: (search): BookSearch => readBook(search),
  component: lazyRouteComponent(
    withWords(['contacts'], () => import('~/routes/contacts')),
    'ContactsRoute',
  ),
});

export const contactImport = createRoute({
  getParentRoute: () => desk,
  path: '/contacts/import',
  component: lazyRouteComponent(
    withWords(['contacts', 'contact-import'], () => import('~/routes/contact-import')),
    'ContactImportRoute',
  ),
});

export const contact = createRoute({
  getParentRoute: () => desk,
  path: '/contacts/$contactId',
  component: lazyRouteComponent(
    withWords(['contacts', 'contact'], () => import('~/routes/contact')),
    'ContactRoute',
  ),
});

export const evidence = createRoute({
  getParentRoute: () => desk,
  path: '/evidence',
  validateSearch: readSearch,
  component: lazyRouteComponent(
    withWords(['evidence'], () => import('~/routes/evidence')),
    'EvidenceRoute',
  ),
});

export const messageEvidence = createRoute({
  getParentRoute: () => desk,
  path: '/evidence/$messageId',
  component: lazyRouteComponent(
    withWords(['evidence'], () => import('~/routes/evidence')),
    'MessageEvidenceRoute',
  ),
});

export const knowledge = createRoute({
  getParentRoute: () => desk,
  path: '/knowledge',
  validateSearch: (search): { tab?: KnowledgeTab } => {
    const tab = KNOWLEDGE_TABS.find((one) => one === search.tab && one !== 'catalogue');
    return tab ? { tab } : {};
  },
  component: lazyRouteComponent(
    withWords(['drafts', 'knowledge'], () => import('~/routes/knowledge')),
    'KnowledgeRoute',
  ),
});

export const welcome = createRoute({
  getParentRoute: () => desk,
  path: '/welcome',
  component: lazyRouteComponent(
    withWords(['welcome'], () => import('~/routes/welcome')),
    'WelcomeRoute',
  ),
});

/** What Meta's reviewer does; the address is named in what is handed in. */
export const review = createRoute({
  getParentRoute: () => desk,
  path: '/review',
  component: lazyRouteComponent(
    withWords(['review'], () => import('~/routes/review')),
    'ReviewRoute',
  ),
});

/** What belongs to the settings under an address of its own: their menu stands beside it, too. */
const besideSettings = createRoute({
  getParentRoute: () => desk,
  id: 'beside-settings',
  component: lazyRouteComponent(() => import('~/routes/settings'), 'SettingsRoute'),
});

/** Whether the channels are ready, and how they do; the address is known from elsewhere. */
const whatsApp = createRoute({
  getParentRoute: () => besideSettings,
  path: '/admin/whatsapp-settings',
  validateSearch: (search): { channel?: string; see?: 'profile' } => ({
    ...(typeof search.channel === 'string' && { channel: search.channel }),
    ...(search.see === 'profile' && { see: search.see }),
  }),
  component: lazyRouteComponent(
    withWords(['whatsapp', 'told'], () => import('~/routes/whatsapp-settings')),
    'WhatsAppSettingsRoute',
  ),
});

export const besideSettingsPages = besideSettings.addChildren([whatsApp]);

export const nowhere = createRoute({
  getParentRoute: () => desk,
  path: '$',
  component: lazyRouteComponent(() => import('~/routes/missing'), 'MissingRoute'),
});

/** Addresses pages had or are known by elsewhere, and where they lead. */
const OLD = {
  '/channels': '/settings/channels',
  '/settings/integrations': '/settings/channels',
  '/settings/integrations/whatsapp': '/settings/channels',
  '/settings/integrations/app-connections': '/settings/channels/app-connections',
  '/settings/app-connections': '/settings/channels/app-connections',
  '/settings/whatsapp-templates': '/settings/channels',
  '/integrations': '/settings/channels',
  '/integrations/whatsapp': '/settings/channels',
  '/connectors': '/settings/channels',
  '/connectors/whatsapp': '/settings/channels',
  '/settings/whatsapp': '/admin/whatsapp-settings',
} as const;

export const moved = Object.entries(OLD).map(([path, to]) =>
  createRoute({
    getParentRoute: () => desk,
    path,
    beforeLoad: () => {
      throw redirect({ to, replace: true });
    },
  }),
);
