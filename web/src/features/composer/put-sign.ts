import { emojiWanted } from '~/lib/emoji';

/** Asks for a sign and puts it where the cursor stands. */
export function putSign(
  field: HTMLTextAreaElement | null,
  text: string,
  write: (text: string) => void,
): void {
  const { selectionStart: from = text.length, selectionEnd: to = from } = field ?? {};
  emojiWanted.set({
    choose: (one) => {
      write(text.slice(0, from) + one + text.slice(to));
      setTimeout(() => {
        field?.focus();
        field?.setSelectionRange(from + one.length, from + one.length);
      }, 0);
    },
  });
}
