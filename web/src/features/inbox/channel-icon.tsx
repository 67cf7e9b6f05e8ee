import { Camera, MessageCircle, MessageSquare } from 'lucide-react';

/** `topic` says that it is about something public, such as a post. */
export function ChannelIcon({ kind, topic, size = 14 }: { kind: string; topic?: boolean; size?: number }) {
  const Icon = topic ? MessageSquare : kind === 'whatsapp' ? MessageCircle : Camera;
  return <Icon size={size} aria-hidden="true" className="shrink-0 text-quiet" />;
}
