import {
  CircleAlert,
  KeySquare,
  type LucideIcon,
  MessageSquareText,
  Palette,
  Radio,
  ShieldCheck,
  Smartphone,
  Tag,
  Users,
  UsersRound,
} from 'lucide-react';

/** The parts of the settings, in the order they are shown. */
export const GROUPS = ['desk', 'access', 'device'] as const;

interface SectionShape {
  to: `/settings/${string}` | '/admin/whatsapp-settings';
  /** The key of its words. */
  label: string;
  group: (typeof GROUPS)[number];
  icon: LucideIcon;
}

/**
 * The pages of the settings. A feature adds one line here, in this order, and its route below `settings` in
 * `router.tsx`; the sub-menu, the list on a phone and the palette follow from it.
 * Desk: Channels, WhatsApp Setting, Error codes, Team, Labels, Canned replies, AI & auto-send, Hours. Access: API keys, Security, Privacy.
 * Device: Appearance, Notifications.
 */
export const SECTIONS = [
  { to: '/settings/channels', label: 'channels-title', group: 'desk', icon: Radio },
  { to: '/admin/whatsapp-settings', label: 'whatsapp-title', group: 'desk', icon: Smartphone },
  { to: '/settings/error-codes', label: 'metacode-title', group: 'desk', icon: CircleAlert },
  { to: '/settings/team', label: 'team-title', group: 'desk', icon: Users },
  { to: '/settings/assignment', label: 'assignment-title', group: 'desk', icon: UsersRound },
  { to: '/settings/labels', label: 'labels-title', group: 'desk', icon: Tag },
  { to: '/settings/replies', label: 'replies-title', group: 'desk', icon: MessageSquareText },
  { to: '/settings/api-keys', label: 'apikeys-title', group: 'access', icon: KeySquare },
  { to: '/settings/security', label: 'security-title', group: 'access', icon: ShieldCheck },
  { to: '/settings/appearance', label: 'appearance-title', group: 'device', icon: Palette },
] as const satisfies readonly SectionShape[];

export type Section = (typeof SECTIONS)[number];
