/** A short name for a text, to tell later whether it is the same: 16 hexadecimal digits. Not secret, and not against anybody. */
export function digestOf(text: string): string {
  // Two 32-bit hashes (FNV-1a, and one with another multiplier), as domain/ has no crypto.
  let [one, two] = [0x811c9dc5, 0x9e3779b9];
  for (const unit of text) {
    const code = unit.codePointAt(0) ?? 0;
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two ^ code, 0x85ebca6b) ^ (two >>> 15);
  }
  return [one, two].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}
