import type { OpenSite } from '../site/record.ts';
import type { ExpectedReadBack } from './coverage-cell.ts';
import { type ReadBack, readBackVerdict } from './read-back.ts';

/** A 933 call that was made. */
export interface TestMade {
  readonly extension: string;
  readonly who: string;
  readonly at: string;
  readonly result: Pick<ReadBack, 'kind' | 'words'>;
}

/** What the 933 calls prove. */
export interface Proofs {
  /** The last call of an extension, where it was about what the extension shall show now. */
  readonly own: (calls: CallsNow) => TestMade | null;
  /** A call that read this pair right, from an extension that shows its number in the same way. */
  readonly ofPair: (expected: ExpectedReadBack, way: string) => TestMade | null;
  /** Whether the last call of this extension read another number, or nothing: then only a call of its own proves that this was mended, whatever other phones hear. */
  readonly mustCall: (extension: string) => boolean;
}

const plain = (line: string): string => line.trim().replaceAll(/\s+/g, ' ').toUpperCase();

/**
 * Whether two stand for the same number and address. Where only the Console was seen there is no SID, and the words are all there is; with one
 * the words count too, as somebody may have changed that address in the Console.
 */
function samePair(one: ExpectedReadBack, other: ExpectedReadBack): boolean {
  if (one.callerId !== other.callerId) return false;
  if (one.addressSid !== null && other.addressSid !== null && one.addressSid !== other.addressSid) return false;
  return one.address === other.address || plain(one.address) === plain(other.address);
}

export interface Made extends TestMade {
  readonly expected: ExpectedReadBack;
  /** The entries of 3CX that had the call. */
  readonly entries: string;
}

/** How the calls of an extension stand now. */
export interface CallsNow {
  /** What it must hear; null while nothing is registered. */
  readonly expected: ExpectedReadBack | null;
  /** How its number comes to be shown. */
  readonly way: string;
  /** The entries of 3CX that have its calls; null while nobody asked. */
  entries: string | null;
  /** Its last call to 933 over these entries; proofsOf fills it in. */
  last: Made | null;
}

/** A call that counts for all whose number comes to be shown in the same way. */
interface Proof {
  readonly way: string;
  readonly made: Made;
  /** The place of the call among all. */
  readonly at: number;
}

const NONE: readonly Proof[] = [];

/** The calls in the order in which they were made. A tick of an earlier Trunkbook counts as one where it holds against what is registered now. */
function testsIn(evidence: OpenSite['evidence'], now: (extension: string) => CallsNow | null): readonly Made[] {
  let ticked: Made[] = [];
  const made: Made[] = [];
  for (const entry of evidence) {
    if (entry.kind === 'test-933') made.push({ extension: entry.extension, who: entry.who, at: entry.at, expected: entry.expected, entries: entry.entries, result: readBackVerdict(entry, entry.expected) });
    if (!('step' in entry) || entry.step !== 'test-933.call') continue;
    if (entry.kind === 'step-reopened') ticked = [];
    if (entry.kind !== 'step-done') continue;
    const extension = /^\d+/.exec(entry.values.extension?.trim() ?? '')?.[0] ?? '';
    const calls = now(extension);
    const expected = calls?.expected;
    const result = expected && readBackVerdict({ readNumber: entry.values.number ?? '', readAddress: entry.values.address ?? '' }, expected);
    if (expected && result?.kind === 'matches') ticked.push({ extension, who: entry.who, at: entry.at, expected, entries: calls.entries ?? '', result });
  }
  // In the order in which they were written down: a laptop’s clock may have been wrong.
  return ticked.length === 0 ? made : [...ticked, ...made];
}

/**
 * Reads the 933 calls. A call proves its pair of number and address for every extension that shares it, as long as the number is shown in the
 * same way: which of several caller IDs comes first is [U] (threecx.md 2.6), so a phone whose own caller ID is the number of its place proves
 * nothing for one that has another and relies on the rule. A later call that read another address for the number takes the proof back; one
 * that went wrong in any way takes back all that this extension proved, as the same phone does not always show the same. A call over entries of
 * 3CX that were changed since proves nothing of those that have such calls now.
 * @param now how the calls of an extension stand now; null where there is no such extension any more
 */
export function proofsOf(evidence: OpenSite['evidence'], now: (extension: string) => CallsNow | null): Proofs {
  const proofs = new Map<string, readonly Proof[]>();
  const failedAt = new Map<string, number>();
  const mustCall = new Set<string>();
  for (const [at, made] of testsIn(evidence, now).entries()) {
    const { expected, entries, result: { kind } } = made;
    const calls = now(made.extension);
    const way = calls !== null && calls.entries === entries ? calls.way : null;
    if (calls !== null) calls.last = way === null ? null : made;
    if (kind !== 'matches') failedAt.set(made.extension, at);
    if (kind === 'matches') mustCall.delete(made.extension);
    else if (kind !== 'address-differs') mustCall.add(made.extension);
    const ofNumber = proofs.get(expected.callerId) ?? NONE;
    const others = ofNumber.length === 0 ? NONE : ofNumber.filter((proof) => !samePair(proof.made.expected, expected) || (kind === 'matches' && proof.way !== way));
    if (kind === 'address-differs') proofs.set(expected.callerId, others);
    if (kind === 'matches' && way !== null) proofs.set(expected.callerId, [...others, { way, made, at }]);
  }
  return {
    own: ({ expected, last }) => (expected !== null && last !== null && samePair(last.expected, expected) ? last : null),
    ofPair: (expected, way) => proofs.get(expected.callerId)?.find(({ way: other, made, at }) => other === way && at > (failedAt.get(made.extension) ?? -1) && samePair(made.expected, expected))?.made ?? null,
    mustCall: (extension) => mustCall.has(extension),
  };
}
