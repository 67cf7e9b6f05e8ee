import type { Message } from '~/api/types';
import { keepText, keptText } from '~/lib/drafts-kept';
import { readTemplate, templateAgain } from './template-kept';

/** The form of the template that Meta would not take so, with what stands there already. */
export function fillAgain({ conversation_id: id, content }: Message, open: () => void): void {
  if (content.type === 'template') {
    const kept = readTemplate(keptText('template', id));
    const same = kept?.name === content.name && kept.language === content.language;
    if (!same) keepText('template', id, templateAgain({ name: content.name, language: content.language }));
  }
  open();
}
