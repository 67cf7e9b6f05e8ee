import type { MediaKind } from '~/api/types';
import type { ChannelKind } from '~/api/uploads';

type Limits = ChannelKind['media'];

const KIND_OF: Record<string, MediaKind> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'video/mp4': 'video',
  'video/3gpp': 'video',
  'audio/ogg': 'audio',
  'audio/mpeg': 'audio',
  'audio/aac': 'audio',
  'audio/amr': 'audio',
  'audio/mp4': 'audio',
  'audio/x-m4a': 'audio',
};

/** What a file will be sent as, as far as its name and type tell. The server looks at its bytes. */
function kindOf(type: string): MediaKind {
  return KIND_OF[type] ?? 'document';
}

export type Check =
  | { ok: true; kind: MediaKind }
  /** `asDocument`: it would fit as one. */
  | { ok: false; why: 'empty' | 'too-large'; most: number; kind: MediaKind; asDocument: boolean };

/** Whether a file fits, before a byte of it is uploaded. */
export function check(file: { type: string; size: number }, limits: Limits, asDocument: boolean): Check {
  const kind = asDocument ? 'document' : kindOf(file.type);
  const most = (wanted: MediaKind) => limits.find((one) => one.kind === wanted)?.max_bytes ?? 0;
  if (file.size === 0) return { ok: false, why: 'empty', most: 0, kind, asDocument: false };
  if (file.size <= most(kind)) return { ok: true, kind };
  const fits = kind !== 'document' && file.size <= most('document');
  return { ok: false, why: 'too-large', most: most(kind), kind, asDocument: fits };
}

/** Whether words may stand under a file of this kind. */
export function hasCaption(kind: MediaKind, limits: Limits): boolean {
  return limits.find((one) => one.kind === kind)?.caption ?? false;
}

/** Phones show JPEG and PNG; a WebP is sent as the JPEG it looks like. What cannot be turned stays as it is. */
export async function forPhones(file: File): Promise<File> {
  if (file.type !== 'image/webp') return file;
  try {
    const picture = await createImageBitmap(file);
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const pen = canvas.getContext('2d');
    if (!pen) return file;
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, picture.width, picture.height);
    pen.drawImage(picture, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    return new File([blob], file.name.replace(/\.webp$/i, '.jpg'), { type: 'image/jpeg' });
  } catch {
    return file;
  }
}
