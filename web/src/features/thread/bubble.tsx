import { Link } from '@tanstack/react-router';
import { BookOpenText, CornerUpRight, Sparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Message } from '~/api/types';
import { withWords } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { Explained } from '~/ui/explained';
import { later } from '~/ui/later';
import { Actions } from './actions';
import { MessageContent } from './content';
import type { Line } from './group';
import { Quoted } from './quoted';
import { Tick } from './tick';
import { UndoLine } from './undo';

/** On its way as soon as a thread is, without holding it up. */
const failureLine = withWords(['failures'], async () => (await import('./failure-line')).FailureLine);
const FailureLine = later(failureLine);
/** As high as it will be. */
const Edited = later(
  withWords(['rarely'], async () => (await import('./edited')).Edited),
  <span className="mt-0.5 block h-4" />,
);
failureLine().catch(() => undefined);

interface Props {
  line: Line;
  name: string;
  onQuote: (message: Message) => void;
  onTemplate: () => void;
}

/** The frame shared by messages that are there and those on their way. */
export function Frame({ own, last, children }: { own: boolean; last: boolean; children: ReactNode }) {
  const look = own
    ? `bg-own border-own-line ${last ? 'rounded-ee-md' : ''}`
    : `bg-panel border-line ${last ? 'rounded-es-md' : ''}`;
  return (
    <div className={`max-w-[min(36rem,85%)] min-w-0 rounded-2xl border px-3.5 pt-2 pb-1.5 ${look}`}>
      {children}
    </div>
  );
}

/** One message of the thread. */
export function Bubble({ line, name, onQuote, onTemplate }: Props) {
  const { t } = useL10n();
  const { message } = line;
  const own = message.direction === 'out';
  return (
    <div className={`group/bubble flex items-start gap-1 ${own ? 'flex-row-reverse' : ''}`}>
      <Frame own={own} last={line.last}>
        <span className="sr-only">{own ? t('thread-to') : t('thread-from', { name })}: </span>
        <Marks message={message} />
        {message.context.quoted && (
          <Quoted quoted={message.context.quoted} conversation={message.conversation_id} name={name} />
        )}
        <div className={message.delivery?.state === 'canceled' ? 'line-through opacity-70' : 'contents'}>
          <MessageContent message={message} name={name} />
        </div>
        <Foot message={message} />
        {message.edited_at && message.content.type !== 'deleted' && <Edited message={message} />}
        {(message.delivery?.state === 'failed' || message.delivery?.state === 'unknown') && (
          <FailureLine message={message} onTemplate={onTemplate} />
        )}
        <Reactions message={message} name={name} />
      </Frame>
      <Actions message={message} onQuote={onQuote} />
    </div>
  );
}

function Marks({ message }: { message: Message }) {
  const { t } = useL10n();
  const { forwarded, frequently_forwarded, product, story } = message.context;
  const words = [
    frequently_forwarded ? t('msg-forwarded-often') : forwarded ? t('msg-forwarded') : null,
    product ? t('msg-from-product') : null,
    story ? t('msg-to-story') : null,
    message.context.private ? t('msg-in-private') : null,
    message.history ? t('msg-past') : null,
  ].filter((word) => word !== null);
  if (words.length === 0) return null;
  return (
    <p className="mb-0.5 flex items-center gap-1 text-xs text-quiet">
      <CornerUpRight size={12} aria-hidden="true" />
      {words.join(' · ')}
    </p>
  );
}

/** Who, when, how far: the small line under an own or foreign message. */
function Foot({ message }: { message: Message }) {
  const { t, time } = useL10n();
  return (
    <p className="mt-0.5 flex flex-wrap items-center justify-end gap-x-2 text-xs leading-5 text-quiet">
      <UndoLine message={message} />
      {message.delivery?.state === 'canceled' && <span>{t('msg-taken-back')}</span>}
      <Author message={message} />
      {message.sources > 0 && (
        <Link
          to="/evidence/$messageId"
          params={{ messageId: message.id }}
          className="inline-flex items-center gap-1 underline-offset-2 hover:underline"
        >
          <BookOpenText size={12} aria-hidden="true" />
          {t('msg-sources', { count: message.sources })}
        </Link>
      )}
      <span className="inline-flex items-center gap-1.5 tabular-nums">
        <time dateTime={message.at}>{time(message.at)}</time>
        {message.delivery && <Tick message={message} />}
      </span>
    </p>
  );
}

function Author({ message }: { message: Message }) {
  const { t } = useL10n();
  const author = message.author;
  if (!author) return null;
  const drafted = Boolean(message.draft_id);
  const word = author.approved_by
    ? t('author-approved', { name: author.approved_by })
    : author.kind === 'rule'
      ? t('author-auto')
      : author.kind === 'api'
        ? t('author-api')
        : author.kind === 'system'
          ? t('author-system')
          : drafted && !author.name
            ? t('author-approved-own')
            : author.in_app && author.name
              ? t('author-in-app', { app: author.name })
              : author.name;
  if (!word) return null;
  return (
    <span className="inline-flex items-center gap-1">
      {drafted && <Sparkles size={11} aria-hidden="true" />}
      <bdi>{word}</bdi>
    </span>
  );
}

function Reactions({ message, name }: { message: Message; name: string }) {
  const { t } = useL10n();
  if (message.reactions.length === 0) return null;
  return (
    <ul className="relative mt-0.5 -mb-3.5 flex gap-1">
      {message.reactions.map((one) => (
        <li
          key={`${one.by} ${one.emoji}`}
          className="rounded-full border border-line bg-panel px-1.5 text-sm leading-6 shadow-sm"
        >
          <Explained text={one.by === 'contact' ? <bdi>{name}</bdi> : t('thread-me')}>{one.emoji}</Explained>
        </li>
      ))}
    </ul>
  );
}
