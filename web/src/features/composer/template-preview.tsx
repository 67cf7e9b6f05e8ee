import { FileText, Image, MapPin, Video } from 'lucide-react';
import type { Template } from '~/api/types-admin';
import { Buttons } from '~/features/thread/content';
import { useL10n } from '~/l10n/words';
import { type Filled, fill, type Piece } from './template';

const ICON = { image: Image, video: Video, document: FileText, location: MapPin };

/** The template as the customer will see it; open variables are marked. */
export function TemplatePreview({ template, filled }: { template: Template; filled: Filled }) {
  const { t } = useL10n();
  const { header } = template;
  const Icon = header.format === 'media' ? (ICON[header.kind as keyof typeof ICON] ?? FileText) : null;
  return (
    <section aria-label={t('template-preview')} className="grid content-start gap-1.5">
      <p className="text-xs font-medium text-quiet" aria-hidden="true">
        {t('template-preview')}
      </p>
      <div className="rounded-2xl rounded-ss-md border border-line bg-ground p-3.5">
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
        <p dir="auto" className="spoken">
          <Pieces pieces={fill(template.body, 'body', filled)} />
        </p>
        {template.footer && (
          <p dir="auto" className="mt-1 text-xs text-quiet">
            {template.footer}
          </p>
        )}
        <Buttons words={template.buttons.map((button) => button.text)} />
      </div>
    </section>
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
