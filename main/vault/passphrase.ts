import { randomInt } from 'node:crypto';
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** How strong a passphrase is, in words that a person can act on. */
export interface Strength {
  /** zxcvbn's score: 0 (guessed at once) to 4 (a safe distance away). */
  readonly score: 0 | 1 | 2 | 3 | 4;
  readonly acceptable: boolean;
  readonly warning: string | null;
  readonly advice: string[];
}

/** The vault may be copied and attacked in peace: only the two best scores will do. */
const LEAST_SCORE = 3;
/** zxcvbn's work grows with the square of the length and more; what is longer is judged by its beginning. */
const JUDGED_CHARACTERS = 80;
const WORDS = 6;

let judge: Promise<ZxcvbnFactory> | null = null;

/** The word lists are big, so they load when the first passphrase is judged. */
function loadJudge(): Promise<ZxcvbnFactory> {
  judge ??= Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common'), import('@zxcvbn-ts/language-en')])
    .then(([{ ZxcvbnFactory }, common, english]) => new ZxcvbnFactory({ dictionary: { ...common.dictionary, ...english.dictionary }, graphs: common.adjacencyGraphs, translations: english.translations }));
  return judge;
}

/** Judges a passphrase. */
export async function judgePassphrase(passphrase: string): Promise<Strength> {
  const { score, feedback } = (await loadJudge()).check(passphrase.slice(0, JUDGED_CHARACTERS), ['trunkbook', '3cx', 'twilio']);
  return { score, acceptable: score >= LEAST_SCORE, warning: feedback.warning || null, advice: feedback.suggestions };
}

/** Six words of the 2,048 of BIP 39's English list: 66 bits, which scrypt makes dear to try. */
export async function generatePassphrase(): Promise<string> {
  const { wordlist } = await import('@scure/bip39/wordlists/english.js');
  return Array.from({ length: WORDS }, () => wordlist[randomInt(wordlist.length)]).join(' ');
}
