import { extensionKey, parseExtensions } from '../dialplan/conditions.ts';
import type { EmergencyAddress, EmergencyIntent } from '../site/emergency-record.ts';

/** Where a phone stands. */
export type PlaceOf =
  | { readonly kind: 'here'; readonly address: EmergencyAddress }
  /** The site has no address yet. */
  | { readonly kind: 'none-entered' }
  /** Nobody has said where this phone stands. */
  | { readonly kind: 'unsaid' }
  /** Two addresses name it. */
  | { readonly kind: 'two'; readonly names: readonly [string, string] };

const UNSAID: PlaceOf = { kind: 'unsaid' };

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Whether a text that lists extensions, `100-119,130`, has one. Read once, asked often. */
export function extensionList(text: string): (extension: string) => boolean {
  const spans = spansOf(text);
  return (extension) => { const key = extensionKey(extension); return spans.some(({ from, to }) => key >= from && key <= to); };
}

function spansOf(text: string): readonly Span[] {
  return parseExtensions(text).parts.map(({ from, to }) => ({ from: extensionKey(from), to: extensionKey(to) }));
}

/**
 * Says where each phone stands. The only address of a site is everybody's while it names no extension; one that names some has those. Of
 * several, an extension in none stands nowhere that is known. Asking is quick however many addresses there are.
 */
export function placesOf({ addresses }: Pick<EmergencyIntent, 'addresses'>): (extension: string) => PlaceOf {
  const [only, ...others] = addresses;
  if (only === undefined) return () => ({ kind: 'none-entered' });
  const everybody: PlaceOf = { kind: 'here', address: only };
  if (others.length === 0 && only.extensions.trim() === '') return () => everybody;
  const spans = addresses.flatMap((address) => {
    const here: PlaceOf = { kind: 'here', address };
    return spansOf(address.extensions).map((span) => ({ ...span, address, here }));
  }).sort((one, other) => one.from - other.from);
  // How far spans that begin at or before this one reach, to go back no further than needed.
  const reach: number[] = [];
  for (const { to } of spans) reach.push(Math.max(to, reach.at(-1) ?? -Infinity));
  return (extension) => {
    const key = extensionKey(extension);
    let low = 0;
    for (let high = spans.length; low < high;) {
      const middle = (low + high) >>> 1;
      if ((spans[middle]?.from ?? 0) <= key) low = middle + 1;
      else high = middle;
    }
    let found: (typeof spans)[number] | undefined;
    for (let at = low - 1; at >= 0 && (reach[at] ?? 0) >= key; at -= 1) {
      const span = spans[at];
      if (span === undefined || span.to < key || span.address === found?.address) continue;
      if (found !== undefined) return { kind: 'two', names: [span.address.friendlyName, found.address.friendlyName] };
      found = span;
    }
    return found?.here ?? UNSAID;
  };
}
