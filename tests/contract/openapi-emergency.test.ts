// What Trunkbook sends for emergency addresses, from the first to the undoing, and is answered, against Twilio's published documents.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emergencyPlan, type EmergencyPlan } from '../../domain/emergency/registration.ts';
import { type Site, withoutSecrets } from '../../domain/site/record.ts';
import { checklistCommands } from '../../main/commands/checklist-commands.ts';
import { emergencyEntryCommands } from '../../main/commands/emergency-entry-commands.ts';
import { emergencyTwilioCommands } from '../../main/commands/emergency-twilio-commands.ts';
import { numberCommands } from '../../main/commands/number-commands.ts';
import { practiceCommands } from '../../main/commands/practice-commands.ts';
import { trunkCommands } from '../../main/commands/trunk-commands.ts';
import { valueCommands } from '../../main/commands/value-commands.ts';
import { PRACTICE_ADDRESSES } from '../../main/practice/address-book.ts';
import { PracticeShelf } from '../../main/practice-shelf.ts';
import { connect } from '../../main/twilio/connection.ts';
import { TwilioJobs } from '../../main/twilio-jobs.ts';
import type { Input } from '../../preload/contract.ts';
import { readySite } from '../domain/make-site.ts';
import { Workplace } from '../main/commands/workplace.ts';
import { type Documents, loadDocuments } from './openapi-documents.ts';
import { faultsOf, recorded } from './openapi-recorder.ts';

// Whatever makes a fetch of the practice account gets one that keeps what goes through it.
vi.mock('../../main/practice/fetch.ts', async (original) => (await import('./openapi-recorder.ts')).recording(await original()));
// The checklist copies to Electron's clipboard; nothing here does.
vi.mock('electron', () => ({ clipboard: {} }));

const documents = loadDocuments() as Documents;
let workplace: Workplace;
let jobs: TwilioJobs;
let siteId: string;
beforeEach(() => { recorded.length = 0; });
afterEach(() => workplace?.close());

async function open(): Promise<readonly [string, string]> {
  let practice: PracticeShelf | null = null;
  workplace = await Workplace.open((desk) => {
    const shelf = practice = new PracticeShelf(() => desk.vault());
    const connecting = (one: Site) => connect(one.intent, { vault: desk.vault(), fetch: () => Promise.reject(new Error('no network')), practice: () => shelf.take() });
    jobs = new TwilioJobs(desk, connecting, async () => {});
    const reading = { desk, connect: connecting, signal: () => new AbortController().signal };
    return {
      ...trunkCommands({ ...reading, jobs }), ...numberCommands(reading), ...checklistCommands(desk), ...valueCommands(desk, () => {}, () => false), ...practiceCommands(desk, shelf, () => {}),
      ...emergencyEntryCommands(desk, async () => null), ...emergencyTwilioCommands({ ...reading, tell: () => {}, lookSoon: () => {} }),
    };
  });
  siteId = await workplace.place(readySite({ numbers: [] }));
  await workplace.done('numbers.owned', { siteId });
  const [one = '', other = ''] = ((await workplace.desk.directory(siteId)).numbers.listed?.numbers ?? []).flatMap(({ phoneNumber, note }) => (note === null ? [phoneNumber] : []));
  await workplace.desk.change(siteId, (site) => ({ ...site, intent: { ...site.intent, numbers: [one, other].map((phoneNumber) => ({ phoneNumber, acquire: 'take' as const })) } }));
  // Somebody's address, that was never meant for emergencies.
  const twilio = await (await connect((await workplace.desk.site(siteId)).intent, { vault: workplace.vault, fetch: () => Promise.reject(new Error('no network')), practice: () => practice?.take() ?? Promise.reject(new Error('none')) })).client();
  await twilio.addresses.create({ customerName: 'Lakeside', street: '2 Side St', city: 'Austin', region: 'TX', postalCode: '78701', isoCountry: 'US', friendlyName: 'Side' });
  return [one, other];
}

async function apply(goal: Input<'trunk.apply'>['goal']): Promise<void> {
  await workplace.done('trunk.apply', { siteId, goal });
  await jobs.ended();
  expect(workplace.page().job).toMatchObject({ goal: goal.kind, state: 'done', fault: null });
}
const submit = (): Promise<void> => apply({ kind: 'emergency', confirmed: [] });
const planned = async (): Promise<EmergencyPlan> => emergencyPlan(withoutSecrets(await workplace.desk.site(siteId)), Date.now());
const states = async (): Promise<readonly string[]> => [...(await planned()).numbers.values()].map(({ kind }) => kind);

/** Time passes, Twilio is asked, and what can be done then is. */
async function later(): Promise<void> {
  await workplace.done('practice.passTime', { siteId, minutes: 30 });
  await workplace.done('emergency.read', { siteId });
  await submit();
}
const agree = async (): Promise<void> => {
  const names = (await planned()).questions.flatMap((question) => question.names);
  expect(names.length).toBeGreaterThan(0);
  await workplace.done('site.agree', { siteId, names: [...names] });
};

test.skipIf(documents === null)('made, suggested, chosen and switched, registered, changed, taken off and removed: nothing is sent that Twilio does not take', async () => {
  const [one, other] = await open();
  await apply({ kind: 'set-up', confirmed: ['create-trunk'] });
  await workplace.done('site.record', { siteId, step: 'emergency-twilio.terms', say: { kind: 'done', note: '', values: { who: 'Dana Whitfield', authority: 'Owner' } } });
  const typed = {
    friendlyName: 'Front desk', customerName: 'Lakeside Dental', street: PRACTICE_ADDRESSES.near.street, suite: '4', floor: '2', room: '', other: '', city: 'San Francisco', region: 'CA', postalCode: '94105', country: 'US', extensions: '', shows: '', confirmedBy: 'Dana',
  };
  const { addressId } = await workplace.done('emergency.saveAddress', { siteId, addressId: null, typed });
  const { addresses: [existing] } = await workplace.done('emergency.existing', { siteId });
  const chosen = await workplace.done('emergency.choose', { siteId, sid: existing?.sid ?? '' });
  await workplace.done('emergency.assign', { siteId, numbers: [one], address: addressId });
  await workplace.done('emergency.assign', { siteId, numbers: [other], address: chosen.addressId });
  await submit();
  const standing = (await planned()).addresses.get(addressId);
  expect(standing?.kind).toBe('suggestion');
  await workplace.done('emergency.decide', { siteId, addressId, call: standing?.kind === 'suggestion' ? standing.call : '', choice: 'take-suggestion', suggestion: 0 });
  await submit();
  expect(await states()).toEqual(['under-way', 'under-way']);
  await later();
  expect(await states()).toEqual(['registered', 'registered']);
  // Another floor: another address, with the number's walk over to it.
  const { street, city, region, postalCode } = PRACTICE_ADDRESSES.near.finds[0];
  await workplace.done('emergency.saveAddress', { siteId, addressId, typed: { ...typed, street, city, region, postalCode, floor: '3' } });
  await workplace.done('emergency.read', { siteId });
  await agree();
  await submit();
  await later();
  await later();
  expect(await states()).toEqual(['registered', 'registered']);
  // All of it away again.
  await workplace.done('emergency.assign', { siteId, numbers: [one, other], address: null });
  await agree();
  await submit();
  await later();
  await apply({ kind: 'undo', confirmed: [] });
  const account = '/2010-04-01/Accounts/{Sid}';
  const writes = new Set(recorded.filter(({ method }) => method !== 'GET').map(({ method, url }) => `${method} ${new URL(url).pathname.replaceAll(/\/[A-Z]{2}[0-9a-f]{32}/g, '/{Sid}')}`));
  for (const write of [`POST ${account}/Addresses.json`, `POST ${account}/Addresses/{Sid}.json`, `DELETE ${account}/Addresses/{Sid}.json`, `POST ${account}/IncomingPhoneNumbers/{Sid}.json`]) expect(writes).toContain(write);
  // What was not made by Trunkbook is still there.
  expect((await workplace.done('emergency.existing', { siteId })).addresses.map(({ sid }) => sid)).toEqual([existing?.sid]);
  const bodies = recorded.map(({ body }) => body).join('&');
  expect(bodies).toContain('AutoCorrectAddress=false');
  expect(bodies).toMatch(/(?:^|&)EmergencyAddressSid=(?:&|$)/);
  expect(faultsOf(documents)).toEqual([]);
});
