import type { Template, TemplateValues } from '~/api/types-admin';

/** One value a template needs. Made from all its parts, so that none can be forgotten. */
export interface Slot {
  id: string;
  part: 'header' | 'media' | 'body' | 'button';
  /** The variable's name, the kind of media, or the words on the button. */
  name: string;
  index: number;
}

export function slots(template: Template): Slot[] {
  const { header, body, buttons } = template.variables;
  const media = template.header.format === 'media' ? [template.header.kind] : [];
  return [
    ...media.map((name): Slot => ({ id: 'media', part: 'media', name, index: 0 })),
    ...header.map((name, index): Slot => ({ id: `header ${name}`, part: 'header', name, index })),
    ...body.map((name, index): Slot => ({ id: `body ${name}`, part: 'body', name, index })),
    ...buttons.map(({ index, text }): Slot => ({ id: `button ${index}`, part: 'button', name: text, index })),
  ];
}

export type Filled = Readonly<Record<string, string>>;

/** The first slot without a value. */
export function missing(template: Template, filled: Filled): Slot | null {
  return slots(template).find((slot) => !filled[slot.id]?.trim()) ?? null;
}

/** An uploaded file in a slot, told apart from a link. */
export const fileValue = (id: string) => `file:${id}`;
const FILE = /^file:(.+)$/;

/** The values as the API takes them. */
export function values(template: Template, filled: Filled): TemplateValues {
  const of = (part: Slot['part']) => slots(template).filter((slot) => slot.part === part);
  const said = (slot: Slot) => filled[slot.id]?.trim() ?? '';
  const pairs = (part: 'header' | 'body') =>
    of(part).map((slot): [string, string] => [slot.name, said(slot)]);
  const media = of('media')[0];
  const file = media && FILE.exec(filled[media.id] ?? '')?.[1];
  return {
    header: pairs('header'),
    header_media: media && !file ? said(media) : null,
    header_media_id: file ?? null,
    body: pairs('body'),
    buttons: of('button').map((slot): [number, string] => [slot.index, said(slot)]),
  };
}

export interface Piece {
  text: string;
  /** A variable that still has no value. */
  open: boolean;
}

/** A text with its values put in, once: a value that looks like a variable stays as typed. */
export function fill(text: string, part: 'header' | 'body', filled: Filled): Piece[] {
  return text.split(/(\{\{\s*[^{}]+?\s*\}\})/).flatMap((piece): Piece[] => {
    const name = /^\{\{\s*([^{}]+?)\s*\}\}$/.exec(piece)?.[1];
    if (name === undefined) return piece === '' ? [] : [{ text: piece, open: false }];
    const value = filled[`${part} ${name}`]?.trim();
    return [value ? { text: value, open: false } : { text: `{{${name}}}`, open: true }];
  });
}

export function plain(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.text).join('');
}

/** Whether Meta lets it go. */
export function sendable(template: Pick<Template, 'status'>): boolean {
  return template.status === 'APPROVED' || template.status === 'REINSTATED';
}

/** Headers with a place cannot be sent from here: why a template is not offered. */
export function beyondUs(template: Template): boolean {
  return template.header.format === 'media' && template.header.kind === 'location';
}

/** Whether it can be chosen here. */
export const offered = (one: Template) => sendable(one) && !beyondUs(one);

/** Matching ones, those that can be sent first; otherwise in the order of their names. */
export function search(templates: readonly Template[], text: string): Template[] {
  const wanted = text.trim().toLowerCase();
  return templates
    .filter((one) => `${one.name} ${one.body} ${one.language}`.toLowerCase().includes(wanted))
    .sort((a, b) => Number(offered(b)) - Number(offered(a)) || a.name.localeCompare(b.name));
}
