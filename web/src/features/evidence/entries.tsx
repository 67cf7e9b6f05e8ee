import { Link } from '@tanstack/react-router';
import {
  BadgeCheck,
  Bot,
  CircleAlert,
  Eraser,
  Eye,
  FileCheck2,
  Inbox,
  type LucideIcon,
  MessageSquare,
  Send,
  Settings,
  Sparkles,
  User,
} from 'lucide-react';
import type { Entry } from '~/api/types-admin';
import { useMe } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { happenedWords } from './happened';

/** A picture for what a kind is about; kinds are open, so it goes by their words. */
function iconOf(kind: string): LucideIcon {
  if (/erase/.test(kind)) return Eraser;
  if (/fail|refus|broken/.test(kind)) return CircleAlert;
  if (/receiv|inbound/.test(kind)) return Inbox;
  if (/draft/.test(kind)) return Sparkles;
  if (/approv|decid/.test(kind)) return BadgeCheck;
  if (/check|verdict|gate/.test(kind)) return FileCheck2;
  if (/rule|auto/.test(kind)) return Bot;
  if (/view|export/.test(kind)) return Eye;
  if (/conversation/.test(kind)) return MessageSquare;
  if (/contact|consent|access/.test(kind)) return User;
  if (/channel|setting|job|restor/.test(kind)) return Settings;
  return Send;
}

/** The message an entry is about, when it is about one. */
function messageOf(entry: Pick<Entry, 'subject'>): string | null {
  return /^message:(.+)$/.exec(entry.subject)?.[1] ?? null;
}

export function Entries({ entries, links }: { entries: readonly Entry[]; links: boolean }) {
  const { t } = useL10n();
  return (
    <ol aria-label={t('evidence-list')} className="grid">
      {entries.map((entry) => (
        <EntryRow key={entry.seq} entry={entry} links={links} />
      ))}
    </ol>
  );
}

function EntryRow({ entry, links }: { entry: Entry; links: boolean }) {
  const link = links ? messageOf(entry) : null;
  const l10n = useL10n();
  const { t, moment, number } = l10n;
  const actorWord = useActorWord();
  const Icon = iconOf(entry.kind);
  return (
    <li
      id={`seq:${entry.seq}`}
      className="relative grid grid-cols-[2.25rem_1fr] gap-x-3 pb-5 before:absolute before:inset-s-[1.0625rem] before:inset-be-0 before:inset-bs-9 before:w-px before:bg-line last:pb-0 last:before:hidden target:rounded-xl target:bg-red-soft"
    >
      <span className="grid size-9 place-items-center rounded-full border border-line bg-panel text-accent">
        <Icon size={16} aria-hidden="true" />
      </span>
      <div className="min-w-0 pt-1">
        <p className="spoken" dir="auto">
          {happenedWords(l10n, entry)}
        </p>
        <p className="flex flex-wrap gap-x-2 text-xs text-quiet">
          <span className="tabular-nums">{t('evidence-entry', { seq: number(entry.seq) })}</span>
          <time dateTime={entry.at}>{moment(entry.at)}</time>
          <bdi>{actorWord(entry)}</bdi>
          {entry.erased && <span className="font-medium text-amber">{t('evidence-erased')}</span>}
          {link && (
            <Link
              to="/evidence/$messageId"
              params={{ messageId: link }}
              className="font-medium text-accent underline underline-offset-2"
            >
              {t('evidence-of-message')}
            </Link>
          )}
          {links && entry.conversation_id && (
            <Link
              to="/evidence"
              search={{ conversation: entry.conversation_id }}
              className="font-medium text-accent underline underline-offset-2"
            >
              {t('evidence-of-conversation')}
            </Link>
          )}
        </p>
        <Seal entry={entry} />
      </div>
    </li>
  );
}

function Seal({ entry }: { entry: Entry }) {
  const { t } = useL10n();
  const parts = [
    [t('evidence-hash'), entry.hash],
    [t('evidence-prev'), entry.prev],
    [t('evidence-commit'), entry.commit],
    [t('evidence-salt'), entry.salt],
  ] as const;
  const payload = typeof entry.payload === 'string' ? entry.payload : JSON.stringify(entry.payload, null, 2);
  return (
    <details className="mt-1 text-xs">
      <summary className="flex w-fit max-w-full items-center gap-2 rounded-sm text-quiet">
        <code className="truncate font-mono">{entry.hash.slice(0, 16)}…</code>
        <span className="underline underline-offset-2">{t('evidence-details')}</span>
      </summary>
      <dl className="mt-1.5 grid gap-1.5 rounded-lg bg-inset p-3">
        {parts.map(
          ([name, value]) =>
            value && (
              <div key={name} className="grid gap-x-3 sm:grid-cols-[7rem_1fr]">
                <dt className="text-quiet">{name}</dt>
                <dd dir="ltr" className="font-mono break-all">
                  {value}
                </dd>
              </div>
            ),
        )}
        {entry.payload !== null && entry.payload !== undefined && (
          <div className="grid gap-x-3 sm:grid-cols-[7rem_1fr]">
            <dt className="text-quiet">{t('evidence-payload')}</dt>
            <dd dir="ltr" className="font-mono break-all whitespace-pre-wrap">
              {payload}
            </dd>
          </div>
        )}
      </dl>
    </details>
  );
}

/** Rules and the composer by what they are, others by name; without one, oneself, somebody, or as it is written. */
function useActorWord(): (entry: Pick<Entry, 'actor' | 'actor_name'>) => string {
  const { t } = useL10n();
  const me = useMe();
  return ({ actor, actor_name: name }) => {
    if (actor === 'system') return t('evidence-system');
    if (actor.startsWith('rule:')) return t('evidence-actor-rule');
    if (actor.startsWith('composer:')) return t('evidence-actor-composer');
    if (name) return name;
    if (actor === `person:${me.person.id}`) return me.person.name;
    if (actor.startsWith('person:')) return t('draft-someone');
    return actor.replace(/^key:/, '');
  };
}
