import {
  BookOpenText,
  FileCheck2,
  Inbox,
  type LucideIcon,
  Settings,
  Sparkles,
  UserRound,
} from 'lucide-react';

/**
 * The places of the rail, in its order. A new page adds one line here and its route in `router.tsx`;
 * the rail, the bar of a phone, the account menu, `g …` and the palette follow from it.
 */
export const PLACES = [
  { id: 'inbox', to: '/inbox', label: 'nav-inbox', icon: Inbox, key: 'i', bar: true },
  { id: 'approvals', to: '/approvals', label: 'nav-approvals', icon: Sparkles, key: 'a', bar: true },
  { id: 'contacts', to: '/contacts', label: 'nav-contacts', icon: UserRound, key: 'c', bar: true },
  { id: 'knowledge', to: '/knowledge', label: 'nav-knowledge', icon: BookOpenText, key: 'k', bar: false },
  { id: 'evidence', to: '/evidence', label: 'nav-evidence', icon: FileCheck2, key: 'e', bar: false },
  { id: 'settings', to: '/settings', label: 'nav-settings', icon: Settings, key: 's', bar: false },
] as const satisfies readonly PlaceShape[];

interface PlaceShape {
  id: string;
  to: string;
  label: string;
  icon: LucideIcon;
  /** Pressed after `g`. */
  key: string;
  /** Whether it stands in the bar of a phone, which has room for four; the others are in the account menu. */
  bar: boolean;
}

export type Place = (typeof PLACES)[number];
