/** Countries that a site's numbers may belong to: those with 3CX and Twilio numbers that technicians meet. The codes are ISO 3166 alpha-2. */
const CODES = [
  'US', 'CA', 'GB', 'IE', 'FR', 'DE', 'AU', 'AT', 'NL', 'BE', 'BR', 'CH', 'CZ', 'DK', 'ES', 'FI', 'HK', 'IL', 'IT', 'JP', 'LU', 'MX', 'NO', 'NZ', 'PL', 'PT', 'SE', 'SG', 'ZA',
] as const;
/** These come first, the others by name. */
const FIRST = 7;

export interface Country {
  readonly code: string;
  readonly name: string;
}

export function countries(locale = 'en'): readonly Country[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const named = CODES.map((code) => ({ code, name: names.of(code) ?? code }));
  return [...named.slice(0, FIRST), ...named.slice(FIRST).sort((a, b) => a.name.localeCompare(b.name, locale))];
}
