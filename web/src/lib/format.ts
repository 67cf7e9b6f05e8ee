/** Numbers, dates and spans in the words of a language. */
export interface Formats {
  number: (value: number) => string;
  /** A share of one, in whole hundredths, never more than it is. */
  percent: (share: number) => string;
  time: (at: string) => string;
  /** A day as a separator: today, yesterday, a weekday, a date. */
  day: (at: string, now: number) => string;
  /** Short, for list rows: a time today, else a day. */
  brief: (at: string, now: number) => string;
  moment: (at: string) => string;
  /** A moment to come: weekday, day, time. */
  appointment: (at: string) => string;
  /** "2 minutes ago". */
  ago: (at: string, now: number) => string;
  /** "7 min". */
  span: (ms: number) => string;
  money: (amount: string | number, currency: string) => string;
  /** "1.2 MB". */
  bytes: (size: number) => string;
}

const DAY_MS = 86_400_000;

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Whole days between two moments on the local calendar; 0 is the same day. */
export function daysBetween(earlier: number, later: number): number {
  return Math.round((midnight(later) - midnight(earlier)) / DAY_MS);
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** The largest unit that fits at least once. */
export function largestUnit(ms: number): [number, Intl.RelativeTimeFormatUnit] {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [unit, size] = STEPS.find(([, each]) => seconds >= each) ?? ['second', 1];
  return [Math.floor(seconds / size), unit];
}

function regional(language: string): string {
  const browser = typeof navigator === 'undefined' ? [] : navigator.languages;
  return (
    browser.find((one) => one.toLowerCase().startsWith(`${language}-`)) ??
    { en: 'en-GB', id: 'id-ID' }[language] ??
    language
  );
}

export function formats(language: string): Formats {
  const locale = regional(language);
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long' });
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const year = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const appointment = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const day = (at: string, now: number) => {
    const when = Date.parse(at);
    const days = daysBetween(when, now);
    if (days >= 0 && days < 2) return relative.format(-days, 'day');
    if (days > 0 && days < 7) return weekday.format(when);
    return new Date(when).getFullYear() === new Date(now).getFullYear()
      ? date.format(when)
      : year.format(when);
  };
  return {
    number: (value) => number.format(value),
    percent: (share) => percent.format(Math.floor(share * 100) / 100),
    bytes: (size) => {
      const unit = size < 1_000_000 ? 'kilobyte' : 'megabyte';
      const value = size / (unit === 'kilobyte' ? 1000 : 1_000_000);
      const digits = value < 10 && unit === 'megabyte' ? 1 : 0;
      return new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        maximumFractionDigits: digits,
      }).format(Math.max(value, unit === 'kilobyte' ? 1 : 0));
    },
    time: (at) => time.format(Date.parse(at)),
    day,
    brief: (at, now) => (daysBetween(Date.parse(at), now) === 0 ? time.format(Date.parse(at)) : day(at, now)),
    moment: (at) => moment.format(Date.parse(at)),
    appointment: (at) => appointment.format(Date.parse(at)),
    ago: (at, now) => {
      const [count, unit] = largestUnit(now - Date.parse(at));
      return relative.format(-count, unit);
    },
    span: (ms) => {
      const [count, unit] = largestUnit(ms);
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count);
    },
    money: (amount, currency) => money(locale, amount, currency),
  };
}

function money(locale: string, amount: string | number, currency: string): string {
  const value = Number(amount);
  if (!Number.isFinite(value)) return `${amount} ${currency}`;
  try {
    const whole = Number.isInteger(value) ? { maximumFractionDigits: 0 } : {};
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      ...whole,
    }).format(value);
  } catch {
    return `${value} ${currency}`;
  }
}
