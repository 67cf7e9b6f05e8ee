import { FileText, Image, MapPin, Moon, Sun, Video } from 'lucide-react';
import { useState } from 'react';
import type { Template } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { IconButton } from '~/ui/icon-button';
import { type Filled, fill, type Piece } from './template';

const ICON = { image: Image, video: Video, document: FileText, location: MapPin };

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
          <Message template={template} filled={filled} />
        </div>
      </div>
    </section>
  );
}

function Message({ template, filled }: Omit<Props, 'name'>) {
  const { header } = template;
  const Icon = header.format === 'media' ? (ICON[header.kind as keyof typeof ICON] ?? FileText) : null;
  return (
    <div className="me-4 rounded-2xl rounded-ss-md border border-line bg-panel p-2.5">
      {Icon && (
        <div className="mb-2 grid aspect-2/1 place-items-center rounded-lg bg-inset text-quiet">
          <Icon size={28} aria-hidden="true" />
        </div>
      )}
      {header.format === 'text' && (
        <p dir="auto" className="spoken font-semibold">
          <Pieces pieces={fill(header.text, 'header', filled)} />
        </p>
      )}
      <p dir="auto" className="spoken text-sm">
        <Pieces pieces={fill(template.body, 'body', filled)} />
      </p>
      {template.footer && (
        <p dir="auto" className="mt-1 text-xs text-quiet">
          {template.footer}
        </p>
      )}
      {template.buttons.length > 0 && (
        <ul className="mt-2 grid border-t border-line pt-1">
          {template.buttons.map((button) => (
            <li
              key={`${button.kind} ${button.text}`}
              dir="auto"
              className="truncate px-2 py-1 text-center text-sm font-medium text-blue"
            >
              {button.text}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, index) => {
    const key = `${index} ${piece.text}`;
    return piece.open ? (
      <mark key={key} className="rounded-sm bg-amber-soft px-0.5 text-amber">
        {piece.text}
      </mark>
    ) : (
      <span key={key}>{piece.text}</span>
    );
  });
}
