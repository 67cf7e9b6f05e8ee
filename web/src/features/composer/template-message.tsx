import { FileText, Image, MapPin, Video } from 'lucide-react';
import type { Template } from '~/api/types-admin';
import { type Filled, fill, type Piece } from './template';

const ICON = { image: Image, video: Video, document: FileText, location: MapPin };

interface Props {
  template: Template;
  filled: Filled;
}

/** A template as one gets it: head, words, foot and buttons. */
export function TemplateMessage({ template, filled }: Props) {
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
