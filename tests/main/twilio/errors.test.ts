import fc from 'fast-check';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { CODES } from '../../../main/twilio/error-codes.ts';
import { toTwilioFault, TwilioFault, type TwilioFaultCode } from '../../../main/twilio/errors.ts';
import { AnswerError, TransportError } from '../../../main/twilio/http-client.ts';

const DOING = { doing: 'Create the trunk “Lakeside”' };
const answer = (status: number, code: number | null, write = true): AnswerError => new AnswerError({ status, code, retryAfterSeconds: null, write });

/** twilio.md 4.1, as far as the trunk, its lists, its numbers and their addresses go. */
const TABLE: readonly (readonly [code: TwilioFaultCode, twilioCodes: readonly number[]])[] = [
  ['credentials', [20003, 20008]],
  ['inactive', [20005, 10001]],
  ['trial', [10002, 21404]],
  ['not-found', [20404]],
  ['permission', [20403, 70051, 22300]],
  ['busy', [20409, 20162, 20429, 10004]],
  ['twilio-down', [20500, 20503, 22400]],
  ['duplicate', [21235, 21240]],
  ['dependency', [21236, 21241, 21247, 21634, 21613, 21615, 21631, 21649, 21650, 21651, 21630, 22219, 22350, 22402, 22403]],
  ['limit', [21237, 21255, 21239, 21242, 21244, 21249]],
  ['taken', [21248, 21422, 21452]],
  ['invalid', [20001, 20007, 21481, 21231, 21232, 21238, 21243, 21245, 21252, 21401, 21421, 21451, 21457, 21458, 21409, 21628, 21629]],
];

const JARGON = /\b(?:HTTP|JSON|SDK|SID|API error|exception|stack|undefined|null|4\d\d|5\d\d|payload|request body)\b/i;

test.each(TABLE.flatMap(([code, twilioCodes]) => twilioCodes.map((twilioCode) => [twilioCode, code] as const)))('Twilio’s %i is told as “%s”, in plain sentences', (twilioCode, code) => {
  const fault = toTwilioFault(answer(400, twilioCode), DOING);
  expect(fault).toMatchObject({ code, twilioCode, status: 400, outcomeUnknown: false });
  expect(fault.what).toContain('Lakeside');
  for (const sentence of [fault.why, fault.next]) {
    expect(sentence).toMatch(/^[A-Z].+\.$/);
    expect(sentence).not.toMatch(JARGON);
  }
});

test('every code that is translated stands in the table', () => {
  expect(Object.keys(CODES).map(Number).sort()).toEqual(TABLE.flatMap(([, codes]) => [...codes]).sort());
});

test.each([[401, 'credentials'], [403, 'permission'], [404, 'not-found'], [429, 'busy'], [500, 'twilio-down'], [503, 'twilio-down'], [400, 'unexpected'], [418, 'unexpected']] as const)('an answer %i without a code is told as “%s”', (status, code) => {
  expect(toTwilioFault(answer(status, null), DOING).code).toBe(code);
});

test('a code that nobody knows is named, with where it is explained', () => {
  const fault = toTwilioFault(answer(400, 98_765), DOING);
  expect(fault).toMatchObject({ code: 'invalid', twilioCode: 98_765 });
  expect(fault.next).toContain('98765');
});

test('the outcome is open exactly where Twilio may have done the work', () => {
  expect(toTwilioFault(answer(500, 20_500, true), DOING).outcomeUnknown).toBe(true);
  expect(toTwilioFault(answer(500, 20_500, false), DOING).outcomeUnknown).toBe(false);
  expect(toTwilioFault(answer(429, 20_429, true), DOING).outcomeUnknown).toBe(false);
  for (const kind of ['network', 'timeout', 'cancelled', 'not-twilio'] as const) {
    for (const write of [true, false]) for (const sent of [true, false]) {
      const fault = toTwilioFault(new TransportError(kind, { write, sent }), DOING);
      expect(fault).toMatchObject({ code: kind, outcomeUnknown: write && sent });
      expect(fault.what.startsWith('It is not known')).toBe(write && sent);
    }
  }
});

test('how long Twilio asks to wait is kept', () => {
  expect(toTwilioFault(new AnswerError({ status: 429, code: 20_429, retryAfterSeconds: 7, write: true }), DOING).retryAfterSeconds).toBe(7);
});

test('a fault that was translated already stays as it is', () => {
  const fault = toTwilioFault(answer(404, null), DOING);
  expect(toTwilioFault(fault, { doing: 'something else' })).toBe(fault);
});

test('a stop is told as one', () => {
  expect(toTwilioFault(AbortSignal.abort().reason, DOING).code).toBe('cancelled');
});

const CANARY = 'Canary-Sip-Password-1';

test('whatever is thrown, it is translated without a word of it', () => {
  // Made inside the property: fast-check prints its values, and these do not let themselves be printed.
  const hostile = fc.constantFrom<() => unknown>(
    () => new Proxy({}, { get() { throw new Error(CANARY); }, getPrototypeOf() { throw new Error(CANARY); } }),
    () => Object.defineProperty(new Error(CANARY), 'status', { get() { throw new Error(CANARY); } }),
    () => Object.assign(new Error(CANARY, { cause: new Error(CANARY) }), { config: { headers: { Authorization: CANARY }, data: CANARY } }),
    () => new SyntaxError(`Unexpected token in ${CANARY}`), () => CANARY, () => undefined, () => null, () => Symbol(CANARY), () => () => CANARY,
  );
  const record = fc.dictionary(fc.constantFrom('status', 'code', 'message', 'moreInfo', 'details', 'config', 'response', 'name', 'cause'), fc.oneof(fc.constant(CANARY), fc.integer(), fc.anything()));
  fc.assert(fc.property(fc.oneof(hostile, fc.oneof(record, fc.anything()).map((value) => () => value), record.map((parts) => () => Object.assign(new Error(CANARY), parts))), (make) => {
    const fault = toTwilioFault(make(), DOING);
    expect(fault).toBeInstanceOf(TwilioFault);
    expect(fault.code).toBe('unexpected');
    expect(fault.cause).toBeUndefined();
    expect(`${inspect(fault, { depth: 10, showHidden: true })}${JSON.stringify(fault)}${fault.stack}`).not.toContain(CANARY);
  }));
});
