import { Camera, MessageCircle, MessageSquare } from 'lucide-react';

export function ChannelIcon({ kind, size = 14 }: { kind: string; size?: number }) {
  const Icon = kind === 'whatsapp' ? MessageCircle : kind.includes('comment') ? MessageSquare : Camera;
  return <Icon size={size} aria-hidden="true" className="shrink-0 text-quiet" />;
}
