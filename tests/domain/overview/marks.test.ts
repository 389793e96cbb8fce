import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyOf, lastMarks, photosOf } from '../../../domain/overview/marks.ts';
import type { Evidence } from '../../../domain/site/record.ts';
import { STAMP } from '../make-site.ts';

const STEPS = ['trunk-in-3cx.enter', 'incoming.call', 'rules.of-an-earlier-trunkbook'] as const;
const PHOTOS = Array.from({ length: 3 }, () => crypto.randomUUID());
const of = <Kind extends Evidence['kind']>(kind: Kind, rest: object): Evidence => ({ id: crypto.randomUUID(), ...STAMP, kind, ...rest }) as Evidence;

const step = fc.constantFrom(...STEPS);
const photo = fc.constantFrom(...PHOTOS);
/** Entries of every kind. */
const entries: fc.Arbitrary<Evidence> = fc.oneof(
  step.map((at) => of('step-done', { step: at, source: 'reported', note: '', values: {} })), step.map((at) => of('step-reopened', { step: at, note: '' })),
  step.map((at) => of('step-not-applicable', { step: at, reason: 'r' })), step.map((at) => of('step-blocked', { step: at, note: 'n', owner: 'o', due: null })), step.map((at) => of('note', { step: at, text: 't' })),
  fc.tuple(step, photo).map(([at, id]) => of('photo', { step: at, photo: id, name: 'a.jpg', bytes: 1 })), fc.tuple(step, photo).map(([at, id]) => of('photo-withdrawn', { step: at, photo: id })),
  fc.constant(null).map(() => of('passphrase-typed', {})),
);
const evidence = fc.array(entries, { maxLength: 12 });

describe('what was last said of a step', () => {
  it('is the last of done, reopened, not needed and blocked, whatever stands between', () => {
    fc.assert(fc.property(evidence, (all) => {
      const marks = lastMarks(all);
      for (const at of STEPS) {
        const said = all.filter((entry) => 'step' in entry && entry.step === at && ['step-done', 'step-reopened', 'step-not-applicable', 'step-blocked'].includes(entry.kind));
        expect(marks.get(at)).toBe(said.at(-1));
      }
    }));
  });
  it('is nothing for a note, a picture or a passphrase', () => {
    expect(lastMarks([of('note', { step: STEPS[0], text: 't' }), of('photo', { step: STEPS[0], photo: PHOTOS[0], name: 'a', bytes: 1 }), of('passphrase-typed', {})]).size).toBe(0);
  });
});

describe('the pictures of a step', () => {
  const attach = (id: string | undefined, at: string = STEPS[0]): Evidence => of('photo', { step: at, photo: id, name: 'rack.jpg', bytes: 7 });
  it('are those of that step which nobody withdrew, oldest first', () => {
    const all = [attach(PHOTOS[0]), attach(PHOTOS[1], STEPS[1]), attach(PHOTOS[2]), of('photo-withdrawn', { step: STEPS[0], photo: PHOTOS[0] })];
    expect(photosOf(all, STEPS[0]).map((entry) => entry.photo)).toEqual([PHOTOS[2]]);
    expect(photosOf(all, STEPS[1]).map((entry) => entry.photo)).toEqual([PHOTOS[1]]);
    expect(photosOf(all.slice(0, 3), STEPS[0]).map((entry) => entry.photo)).toEqual([PHOTOS[0], PHOTOS[2]]);
  });
  it('never come back by what is written later: withdrawing is for good', () => {
    fc.assert(fc.property(evidence, evidence, photo, (before, after, id) => {
      const all = [...before, of('photo-withdrawn', { step: STEPS[0], photo: id }), ...after];
      expect(STEPS.flatMap((at) => photosOf(all, at)).map((entry) => entry.photo)).not.toContain(id);
    }));
  });
});

describe('the history of a step', () => {
  it('is all that was written about it, in its order, and of no other step', () => {
    fc.assert(fc.property(evidence, (all) => {
      const histories = STEPS.map((at) => historyOf(all, at));
      expect(histories.flat().length).toBe(all.filter(({ kind }) => kind !== 'passphrase-typed').length);
      for (const history of histories) expect(history).toEqual(all.filter((entry) => history.includes(entry)));
      for (const [index, at] of STEPS.entries()) expect(histories[index]?.every((entry) => 'step' in entry && entry.step === at)).toBe(true);
    }));
  });
});
