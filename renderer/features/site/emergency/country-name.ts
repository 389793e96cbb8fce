/** A country's name in words; its code where there is none. @param code ISO 3166 alpha-2 */
export function countryName(code: string, locale = 'en'): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
