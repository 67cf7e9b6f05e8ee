import type { Template, TemplateValues } from '~/api/types-admin';
import type { Filled } from './template';

/** A template that was chosen in a conversation and not sent, with what was filled in. Kept as a half-written text is. */
interface KeptTemplate {
  name: string;
  language: string;
  filled: Filled;
  /** Whether it stands in the composer; otherwise it waits until templates are wanted again. */
  open: boolean;
}

export function readTemplate(text: string): KeptTemplate | null {
  try {
    const known = JSON.parse(text) as KeptTemplate | null;
    return typeof known?.name === 'string' && typeof known.filled === 'object' ? known : null;
  } catch {
    return null;
  }
}

export const writeTemplate = (kept: KeptTemplate): string => JSON.stringify(kept);

/** A template as it is chosen, with the values there are sources for. */
export const freshTemplate = ({ name, language }: Template, filled: Filled): string =>
  writeTemplate({ name, language, filled, open: true });

export const isTemplateOpen = (text: string): boolean => readTemplate(text)?.open === true;

/** Out of the composer; what was filled in stays. */
export function closedTemplate(text: string): string {
  const kept = readTemplate(text);
  return kept ? writeTemplate({ ...kept, open: false }) : '';
}

/** A template that was taken back, as it stood in the composer before. */
export function templateAgain(sent: {
  name: string;
  language: string;
  values?: TemplateValues | null;
}): string {
  const { header, header_media, header_media_id, body, buttons } = sent.values ?? {};
  const filled = Object.fromEntries([
    ...(header ?? []).map(([name, value]) => [`header ${name}`, value]),
    ...(body ?? []).map(([name, value]) => [`body ${name}`, value]),
    ...(buttons ?? []).map(([index, value]) => [`button ${index}`, value]),
    // An upload belongs to the message that was taken back: only a link can be used again.
    ...(header_media && !header_media_id ? [['media', header_media]] : []),
  ]) as Filled;
  return writeTemplate({ name: sent.name, language: sent.language, filled, open: true });
}
