// What the lock screen says of registrations that go on at Twilio while nobody looks.
import { describe, expect, it, vi } from 'vitest';
import type { SiteSummary } from '../../domain/site/record.ts';
import { unwatchedRegistrations } from '../../main/keeper.ts';

// What was copied is forgotten on closing; nothing here closes.
vi.mock('electron', () => ({ clipboard: {} }));

const AT = new Date(2026, 10, 24, 10, 42).toISOString();

function listed(emergency: SiteSummary['emergency'], archivedAt: string | null = null): SiteSummary {
  return { id: crypto.randomUUID(), name: 'Lakeside Dental', createdAt: AT, touchedAt: AT, archivedAt, practice: false, byHand: false, stepsDone: 0, steps: 1, openPoints: 0, trunk: null, emergency, guide: 1 };
}

describe('the lock screen', () => {
  it('says nothing where nothing is under way and nothing waits', () => {
    expect(unwatchedRegistrations([listed(null), listed({ underWay: 0, queued: 0, forPerson: 3, seen: AT, next: null })])).toBeNull();
  });

  it('counts over all sites, and says when the one that was seen longest ago was', () => {
    vi.useFakeTimers({ now: new Date(2026, 10, 24, 12, 0), toFake: ['Date'] });
    const later = new Date(2026, 10, 24, 11, 30).toISOString();
    expect(unwatchedRegistrations([listed({ underWay: 1, queued: 0, forPerson: 0, seen: later, next: null }), listed({ underWay: 3, queued: 2, forPerson: 0, seen: AT, next: null })]))
      .toBe('4 registrations, last seen 10:42: Twilio goes on, and nobody looks until Trunkbook is unlocked. 2 numbers wait for their emergency address to be submitted.');
    vi.useRealTimers();
  });

  it('names the day where it was another one', () => {
    vi.useFakeTimers({ now: new Date(2026, 10, 26, 8, 0), toFake: ['Date'] });
    expect(unwatchedRegistrations([listed({ underWay: 1, queued: 0, forPerson: 0, seen: AT, next: null })])).toContain('1 registration, last seen Tue Nov 24 2026 10:42');
    vi.useRealTimers();
  });

  it('counts in the archive what is under way, which is looked after there too; nothing waits there to be submitted', () => {
    expect(unwatchedRegistrations([listed({ underWay: 2, queued: 2, forPerson: 0, seen: null, next: AT }, AT)])).toBe('2 registrations: Twilio goes on, and nobody looks until Trunkbook is unlocked.');
  });

  it('names no customer', () => {
    expect(unwatchedRegistrations([listed({ underWay: 1, queued: 1, forPerson: 0, seen: null, next: null })])).toBe('1 registration: Twilio goes on, and nobody looks until Trunkbook is unlocked. 1 number waits for its emergency address to be submitted.');
  });
});
