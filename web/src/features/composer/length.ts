/** The longest text WhatsApp takes, in characters. */
export const MAX_TEXT = 4096;

/** How many characters may still be written; negative when too many were. */
export function lengthLeft(text: string): number {
  return MAX_TEXT - [...text.trim()].length;
}
