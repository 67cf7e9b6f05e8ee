import type { NewReply } from '~/api/types-admin';
import { keepText, keptText } from '~/lib/drafts-kept';
import { back } from './attachments';
import { templateAgain } from './template-kept';

/** Puts what was taken back where it came from. What stands there by now stays. */
export function giveBack(conversation: string, reply: NewReply): void {
  const say = (words: string | null | undefined, alone = false) => {
    if (!words || keptText('reply', conversation) !== '') return;
    keepText('reply', conversation, words);
    keepText('private', conversation, alone ? 'yes' : '');
  };
  switch (reply.type) {
    case 'text':
      say(reply.text);
      break;
    case 'private_reply':
      say(reply.text, true);
      break;
    case 'media':
      back(reply.media_id);
      say(reply.caption);
      break;
    case 'template':
      if (keptText('template', conversation) === '')
        keepText('template', conversation, templateAgain(reply.template));
      break;
  }
}
