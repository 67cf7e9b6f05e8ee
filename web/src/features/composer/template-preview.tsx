import { Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import type { Template } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { IconButton } from '~/ui/icon-button';
import type { Filled } from './template';
import { TemplateMessage } from './template-message';

interface Props {
  template: Template;
  filled: Filled;
  /** The name the phone shows above. */
  name: string;
}

/** The template on the customer's phone, by day or by night; open variables are marked. */
export function TemplatePreview({ template, filled, name }: Props) {
  const { t } = useL10n();
  const [dark, setDark] = useState(false);
  return (
    <section aria-label={t('template-preview')} className="grid content-start gap-1.5">
      <div className="flex items-center justify-between">
        <p className="text-xs font-medium text-quiet" aria-hidden="true">
          {t('template-preview')}
        </p>
        <IconButton label={t('template-preview-dark')} pressed={dark} onClick={() => setDark(!dark)}>
          {dark ? <Moon size={15} aria-hidden="true" /> : <Sun size={15} aria-hidden="true" />}
        </IconButton>
      </div>
      <div
        className={`mx-auto w-full max-w-72 overflow-hidden rounded-2xl border-4 border-edge/60 bg-ground text-text ${dark ? 'scheme-dark' : 'scheme-light'}`}
      >
        <p className="truncate border-b border-line bg-panel px-3.5 py-2 text-sm font-semibold">
          <bdi>{name}</bdi>
        </p>
        <div className="min-h-36 p-3">
          <TemplateMessage template={template} filled={filled} />
        </div>
      </div>
    </section>
  );
}
