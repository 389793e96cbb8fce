/** So many yeses a site keeps: a number has two at most, and a site 10,000 numbers. */
export const MOST_AGREED = 50_000;

/** What a question about one number is about: its place on a trunk, or its emergency address; and the number's SID. */
const ABOUT_NUMBER = /^(?:(move|detach)|take|set) (PN\w+)/;

/**
 * What a person said yes to, with these names too. Each yes about a number counts for once, so a later one about the same takes the place of the
 * earlier: a site that is worked on for years does not gather them.
 */
export function withYes(agreed: readonly string[], names: readonly string[]): string[] {
  const subjects = new Set(names.flatMap((name) => subjectOf(name) ?? []));
  return [...new Set([...agreed.filter((name) => !subjects.has(subjectOf(name) ?? '')), ...names])];
}

function subjectOf(name: string): string | null {
  const [, onTrunk, sid] = ABOUT_NUMBER.exec(name) ?? [];
  return sid === undefined ? null : `${onTrunk === undefined ? 'address' : 'trunk'} ${sid}`;
}
