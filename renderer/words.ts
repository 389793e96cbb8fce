// Small turns of phrase that several screens share. Pure: time and locale come in as arguments.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** When something happened, as a person would say it: `just now`, `12 minutes ago`, `3 days ago`, then the date. */
export function ago(iso: string, now: number, locale = 'en'): string {
  const past = Math.max(0, now - Date.parse(iso));
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (past < MINUTE) return 'just now';
  if (past < HOUR) return relative.format(-Math.floor(past / MINUTE), 'minute');
  if (past < DAY) return relative.format(-Math.floor(past / HOUR), 'hour');
  if (past < 30 * DAY) return relative.format(-Math.floor(past / DAY), 'day');
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(Date.parse(iso));
}

/** A moment on this laptop's clock, to the minute. */
export function moment(iso: string, locale = 'en'): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(iso));
}

/** A moment near now: the time, and the day where it is another one. */
export function clock(iso: string, now: number, locale = 'en'): string {
  const at = new Date(iso);
  const today = at.toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(locale, today ? { timeStyle: 'short' } : { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' }).format(at);
}

/** `1 site`, `2 sites`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** A text for comparing: without accents, in small letters. A Greek sigma is one letter wherever it stands: the end of what was typed is no end of a word. */
export const bare = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ς', 'σ');

/** Whether every word that was typed stands somewhere in the text, whatever its case and accents. */
export function matches(text: string, typed: string): boolean {
  const inText = bare(text);
  return bare(typed).split(/\s+/).every((word) => inText.includes(word));
}

const STRENGTH_WORDS = ['Very weak', 'Weak', 'Not strong enough', 'Good', 'Strong'] as const;

/** zxcvbn's score, 0 to 4, as a word. */
export function strengthWord(score: number): string {
  return STRENGTH_WORDS[score] ?? STRENGTH_WORDS[0];
}
