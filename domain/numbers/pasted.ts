/** What cannot be seen: a BOM, zero-width spaces, the marks of writing direction that contact lists put around numbers. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}+/gu;
const SHOWN = 60;

export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** The beginning of what somebody pasted, to be quoted in a sentence; at most 60 characters. */
export function excerpt(text: string): string {
  return text.length <= SHOWN ? text : `${Array.from(text.slice(0, SHOWN)).slice(0, -1).join('')}…`;
}
