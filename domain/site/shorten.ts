/**
 * The beginning of a text, `most` UTF-16 units at the most, no character cut in half. NC: whether Twilio counts units or characters; so it fits both.
 */
export function shortened(text: string, most: number): string {
  let short = '';
  for (const character of text) {
    if (short.length + character.length > most) break;
    short += character;
  }
  return short;
}
