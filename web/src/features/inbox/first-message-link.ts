/** The address that opens a chat with a number in WhatsApp; null when there are no digits to call. */
export function whatsAppLink(display: string): string | null {
  const digits = display.replace(/\D/g, '');
  return digits.length >= 7 ? `https://wa.me/${digits}` : null;
}

/** The whole address, if a phone beside this computer could open it; `here` is where the desk itself is. */
export function reachable(address: string, here: string): string | null {
  const whole = new URL(address, here);
  return /^(localhost$|127\.|\[::1\])/.test(whole.hostname) ? null : whole.href;
}
