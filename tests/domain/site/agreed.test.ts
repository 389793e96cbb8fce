import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withYes } from '../../../domain/site/agreed.ts';
import { detachQuestion, moveQuestion } from '../../../domain/trunk/plan-numbers.ts';

const [one, other] = [`PN${'1'.repeat(32)}`, `PN${'2'.repeat(32)}`];
const taken = (sid: string, times: number): string => `take ${sid} AD1 off ${times} change none`;
const moved = (sid: string, times: number): string => moveQuestion({ sid, trunkSid: null, phoneNumber: '', hasVoiceUrl: false, emergency: null }, times);

describe('what was agreed to', () => {
  it('keeps one yes about the address of a number and one about its trunk: the last', () => {
    const agreed = [taken(one, 0), moved(one, 0), 'use TK1', taken(other, 0)];
    expect(withYes(agreed, [taken(one, 1)])).toEqual([moved(one, 0), 'use TK1', taken(other, 0), taken(one, 1)]);
    expect(withYes(agreed, [`set ${one} 2 put-back none`, detachQuestion(one, 1)])).toEqual(['use TK1', taken(other, 0), `set ${one} 2 put-back none`, detachQuestion(one, 1)]);
  });

  it('does not grow with the years, and every name of now is in it once', () => {
    const name = fc.oneof(fc.tuple(fc.constantFrom(one, other), fc.nat(50), fc.constantFrom(taken, moved, detachQuestion)).map(([sid, times, make]) => make(sid, times)), fc.constantFrom('use TK1', 'set TK1'));
    fc.assert(fc.property(fc.array(fc.uniqueArray(name, { minLength: 1, maxLength: 1 }), { maxLength: 60 }), (rounds) => {
      let agreed: readonly string[] = [];
      for (const names of rounds) {
        agreed = withYes(agreed, names);
        expect(agreed).toEqual(expect.arrayContaining(names));
        expect(new Set(agreed).size).toBe(agreed.length);
      }
      // Two names of the trunk, and an address and a trunk for each of two numbers.
      expect(agreed.length).toBeLessThanOrEqual(2 + 2 * 2);
    }));
  });
});
