import type { ReactNode } from 'react';
import type { Content, Message } from '~/api/types';
import { withWords } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { later } from '~/ui/later';
import { Spoken } from '~/ui/spoken';
import { Media } from './media';
import { Notice } from './notice';

/** Kinds that few threads have. */
const Rare = later(
  withWords(['rarely'], async () => (await import('./rare')).Rare),
  <span className="block h-16 w-48" />,
);

/** What a message says, whatever kind it is. */
export function MessageContent({ message, name }: { message: Message; name: string }): ReactNode {
  const { t } = useL10n();
  const content: Content = message.content;
  switch (content.type) {
    case 'text':
      return isEmojiOnly(content.body) ? (
        <div className="text-4xl leading-tight">{content.body}</div>
      ) : (
        <Spoken text={content.body} />
      );
    case 'media':
      return <Media content={content} name={name} />;
    case 'location':
    case 'contacts':
    case 'order':
    case 'shared':
    case 'unsupported':
      return <Rare message={message} content={content} />;
    case 'choice':
      return <ChoiceContent content={content} />;
    case 'reaction':
      return content.emoji ? t('msg-reacted', { emoji: content.emoji }) : t('msg-reaction-removed');
    case 'template':
      return <TemplateContent content={content} />;
    case 'interactive':
      return <Offered body={content.body} choices={content.choices} />;
    case 'deleted':
      return (
        <span className="text-quiet italic">
          {message.direction === 'in' ? t('msg-deleted') : t('msg-deleted-own')}
        </span>
      );
    case 'system':
      return <Notice content={content} author={message.author} />;
    case 'welcome':
      return t('msg-welcome', { name });
  }
}

/** Up to three signs and nothing else are shown large. */
function isEmojiOnly(text: string): boolean {
  return /^(?:\p{RGI_Emoji}\s*){1,3}$/v.test(text.trim());
}

function ChoiceContent({ content }: { content: Extract<Content, { type: 'choice' }> }) {
  const { t } = useL10n();
  const answers =
    typeof content.answers === 'object' && content.answers !== null ? Object.entries(content.answers) : [];
  return (
    <div className="grid gap-0.5">
      <p className="text-xs text-quiet">{t(`msg-choice-${content.source}`)}</p>
      <p dir="auto" className="font-medium">
        {content.title}
      </p>
      {content.description && (
        <p dir="auto" className="text-sm text-quiet">
          {content.description}
        </p>
      )}
      {answers.length > 0 && (
        <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-sm">
          {answers.map(([key, value]) => (
            <div key={key} className="contents">
              <dt className="text-quiet">{key}</dt>
              <dd dir="auto" className="spoken">
                {typeof value === 'string' ? value : JSON.stringify(value)}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function TemplateContent({ content }: { content: Extract<Content, { type: 'template' }> }) {
  const { t } = useL10n();
  return (
    <div className="grid gap-1.5">
      <p className="text-xs text-quiet">
        {t('msg-template')} · <code className="font-mono">{content.name}</code> · {content.language}
        {content.template_id && (
          <code
            title={t('msg-template-id')}
            className="ms-1.5 rounded-full border border-own-line px-1.5 font-mono text-[0.6875rem]"
          >
            {content.template_id}
          </code>
        )}
      </p>
      {content.header && (
        <p dir="auto" className="font-semibold">
          {content.header}
        </p>
      )}
      <Spoken text={content.body} />
      {content.footer && (
        <p dir="auto" className="text-xs text-quiet">
          {content.footer}
        </p>
      )}
      <Buttons words={content.buttons} />
    </div>
  );
}

function Offered({ body, choices }: { body: string; choices: readonly string[] }) {
  return (
    <div className="grid gap-1.5">
      <Spoken text={body} />
      <Buttons words={choices} />
    </div>
  );
}

/** The buttons the customer saw. Shown, not pressed here. */
export function Buttons({ words }: { words: readonly string[] }) {
  if (words.length === 0) return null;
  return (
    <ul className="-mx-1 mt-1 grid border-t border-own-line pt-1">
      {words.map((word) => (
        <li key={word} dir="auto" className="px-2 py-1 text-center text-sm font-medium text-accent">
          {word}
        </li>
      ))}
    </ul>
  );
}
