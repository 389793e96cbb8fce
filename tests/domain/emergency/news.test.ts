// What a technician who is elsewhere is told of registrations: once each, and never more than is so.
import { describe, expect, it } from 'vitest';
import { newsOf } from '../../../domain/emergency/news.ts';
import type { NumberStanding } from '../../../domain/emergency/standing.ts';

const AT = '2026-11-24T10:00:00.000Z';
const STANDINGS = {
  underWay: { kind: 'under-way', state: 'pending-registration', since: AT, at: AT, next: AT, late: false, withoutAddress: true },
  registered: { kind: 'registered', addressSid: `AD${'1'.repeat(32)}`, since: AT, at: AT },
  forPerson: { kind: 'for-person', why: '', next: '', question: null },
  notRead: { kind: 'not-read' }, unassigned: { kind: 'unassigned', state: null }, none: { kind: 'none' }, notHere: { kind: 'not-here' },
} as const satisfies Record<string, NumberStanding>;

type Name = keyof typeof STANDINGS;
const plan = (...names: readonly Name[]) => ({ numbers: new Map<string, NumberStanding>(names.map((name, index) => [`+1214555000${index}`, STANDINGS[name]])) });
const news = (before: readonly Name[], after: readonly Name[]) => newsOf(plan(...before), plan(...after));

describe('news of registrations', () => {
  it('come when the last one is there, and not before', () => {
    expect(news(['underWay', 'underWay'], ['registered', 'underWay'])).toBeNull();
    expect(news(['registered', 'underWay'], ['registered', 'registered'])).toEqual({ kind: 'done', registered: 2 });
    expect(news(['registered', 'registered'], ['registered', 'registered'])).toBeNull();
  });

  it('say that all is done only where nobody has anything left to do', () => {
    expect(news(['underWay', 'underWay', 'forPerson'], ['registered', 'registered', 'forPerson'])).toEqual({ kind: 'partly', registered: 2, forPerson: 1 });
    expect(news(['underWay', 'notRead'], ['registered', 'notRead'])).toBeNull();
  });

  it('do not count numbers that shall have no address, or of which nobody has said anything', () => {
    expect(news(['underWay', 'unassigned', 'none', 'notHere'], ['registered', 'unassigned', 'none', 'notHere'])).toEqual({ kind: 'done', registered: 1 });
  });

  it('of a failure come at once, whatever else is under way', () => {
    expect(news(['underWay', 'underWay', 'forPerson'], ['forPerson', 'underWay', 'forPerson'])).toEqual({ kind: 'failed', failed: 1 });
    expect(news(['forPerson'], ['forPerson'])).toBeNull();
  });
});
