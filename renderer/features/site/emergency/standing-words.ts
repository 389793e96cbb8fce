import type { AddressStanding, NumberStanding } from '../../../../domain/emergency/standing.ts';
import type { Shape } from '../../../ui/state-mark.tsx';
import { clock, moment } from '../../../words.ts';

/** A state as people see it: its shape, its word, and a sentence where more is to be said. */
export interface StandingWords {
  readonly shape: Shape;
  readonly word: string;
  readonly more: string | null;
}

const REPORTED = {
  registered: { shape: 'done', word: 'Registered, as reported' }, 'pending-registration': { shape: 'running', word: 'Pending, as reported' },
  'registration-failure': { shape: 'refused', word: 'Failed, as reported' }, unregistered: { shape: 'open', word: 'Unregistered, as reported' },
} as const;

export function addressWords(standing: AddressStanding): StandingWords {
  switch (standing.kind) {
    case 'not-needed': return { shape: 'not-applicable', word: 'Not needed', more: null };
    case 'unused': return { shape: 'open', word: 'No number has it yet', more: null };
    case 'queued': return { shape: 'open', word: 'Waits', more: standing.why };
    case 'suggestion': return { shape: 'attention', word: 'Twilio suggests another form', more: null };
    case 'refused': return { shape: 'refused', word: 'Refused by Twilio', more: standing.why };
    case 'unknown': return { shape: 'unknown', word: 'Sent, no answer yet', more: 'The next reading tells what became of it.' };
    case 'accepted': return standing.failed ? { shape: 'attention', word: 'Accepted, registration failed', more: null } : { shape: 'done', word: 'Accepted by Twilio', more: standing.at === null ? null : `Accepted on ${moment(standing.at)}.` };
    case 'gone': return standing.says === null ? { shape: 'refused', word: 'Gone at Twilio', more: 'Somebody deleted it there.' } : { shape: 'refused', word: 'Changed at Twilio', more: `It is “${standing.says}” there.` };
  }
}

/** @param now milliseconds since 1970 */
export function numberWords(standing: NumberStanding, now: number): StandingWords {
  switch (standing.kind) {
    case 'none': return { shape: 'not-applicable', word: 'No address, as decided', more: 'An emergency call that shows it has no address.' };
    case 'not-here': return { shape: 'not-applicable', word: 'Registers no address', more: 'Twilio registers no address with a number of its country.' };
    case 'unassigned': return { shape: 'open', word: standing.state === null || standing.state === 'unregistered' ? 'No address yet' : 'Has one at Twilio', more: standing.state === 'registered' ? 'Somebody registered an address with it. Say which it shall have.' : 'An emergency call that shows it has no address.' };
    case 'queued': return { shape: 'open', word: 'Waits', more: `${shownWords(standing)} ${standing.why}`.trim() };
    case 'under-way': return { shape: 'running', word: standing.state === 'pending-registration' ? 'Pending registration' : 'Coming off', more: underWayWords(standing, now) };
    case 'registered': return { shape: 'done', word: 'Registered', more: `Since ${clock(standing.since, now)}. Twilio said so at ${clock(standing.at, now)}.` };
    case 'for-person': return { shape: 'attention', word: 'Needs you', more: `${shownWords(standing)} ${standing.why} ${standing.next}`.trim() };
    case 'reported': return { ...REPORTED[standing.state], more: `${standing.who}, ${moment(standing.at)}.` };
    case 'not-read': return { shape: 'unknown', word: 'Not read', more: 'Twilio was not asked yet.' };
  }
}

function shownWords({ shown }: Extract<NumberStanding, { kind: 'queued' | 'for-person' }>): string {
  if (shown === undefined) return '';
  return shown.address === null ? 'An emergency call that shows it has no address now.' : `An emergency call that shows it still has “${shown.address}”.`;
}

function underWayWords({ state, since, at, next, late, withoutAddress }: Extract<NumberStanding, { kind: 'under-way' }>, now: number): string {
  const begun = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
  return [
    `Since ${clock(since, now)}${begun === 0 ? '' : begun < 120 ? `, ${begun} min` : `, ${Math.floor(begun / 60)} h`}${late ? ', longer than usual' : ''}.`,
    // Without a network, or with the vault locked, its time passes.
    `Seen ${clock(at, now)}, ${Date.parse(next) < now ? 'the next look is due' : `next look ${clock(next, now)}`}.`,
    withoutAddress ? (state === 'pending-registration' ? 'Calls show no address until it is registered.' : 'Calls show no address now.') : 'Calls may still show the address that comes off.',
  ].join(' ');
}
