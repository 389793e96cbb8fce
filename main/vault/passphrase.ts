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
/** zxcvbn's work grows faster than the length; what is longer is judged by its beginning. */
const JUDGED_CHARACTERS = 80;
/** With zxcvbn's default of 100 one look at 80 random characters blocks the event loop for 0.3 s; with 5 it is a tenth of that. */
const SUBSTITUTIONS_TRIED = 5;
/** What anybody would try first on this vault. */
const OBVIOUS = ['trunkbook', '3cx', 'twilio'];
const WORDS = 6;

let judge: Promise<ZxcvbnFactory> | null = null;

/** The word lists are big, so they load when the first passphrase is judged. */
function loadJudge(): Promise<ZxcvbnFactory> {
  judge ??= Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common'), import('@zxcvbn-ts/language-en')]).then(
    ([{ ZxcvbnFactory }, common, english]) =>
      new ZxcvbnFactory({
        dictionary: { ...common.dictionary, ...english.dictionary },
        graphs: common.adjacencyGraphs,
        translations: english.translations,
        l33tMaxSubstitutions: SUBSTITUTIONS_TRIED,
      }),
  );
  return judge;
}

/** Judges a passphrase. Takes up to about 30 ms of the event loop, and 0.2 s more the first time. */
export async function judgePassphrase(passphrase: string): Promise<Strength> {
  const factory = await loadJudge();
  const { score, feedback } = factory.check(withoutRepeatedWords(passphrase).slice(0, JUDGED_CHARACTERS), OBVIOUS);
  return { score, acceptable: score >= LEAST_SCORE, warning: feedback.warning || null, advice: feedback.suggestions };
}

/** zxcvbn takes the same word said six times for a good passphrase. */
function withoutRepeatedWords(passphrase: string): string {
  return [...new Set(passphrase.split(/[\s-]+/))].join(' ');
}

/** Six words of the 2,048 of BIP 39's English list: 66 bits, each of which scrypt makes dear to try. */
export async function generatePassphrase(): Promise<string> {
  const { wordlist } = await import('@scure/bip39/wordlists/english.js');
  return Array.from({ length: WORDS }, () => wordlist[randomInt(wordlist.length)]).join(' ');
}
