// Emergency addresses through the commands, on a real vault: what is kept, what is refused at which field, and that nothing half is saved.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { typedOf } from '../../../domain/emergency/entry.ts';
import { nextFloor } from '../../../domain/emergency/next-floor.ts';
import type { EmergencyAddress, EmergencyIntent, TwilioAddress } from '../../../domain/site/emergency-record.ts';
import type { LedgerEntry, Site } from '../../../domain/site/record.ts';
import { toTwilio } from '../../../domain/emergency/secondary.ts';
import { emergencyEntryCommands } from '../../../main/commands/emergency-entry-commands.ts';
import type { Channel } from '../../../preload/channels.ts';
import type { Input } from '../../../preload/contract.ts';
import { entered, TYPED } from '../../domain/emergency/address-kit.ts';
import { readySite, STAMP } from '../../domain/make-site.ts';
import { temporaryFolder } from '../vault/temporary-vault.ts';
import { fieldsOf, Workplace } from './workplace.ts';

const [A, B, BRITISH] = ['+15125550142', '+15125550143', '+441613960123'];
let workplace: Workplace;
let siteId: string;
/** Where the technician wants a file; null: they changed their mind. */
let place: string | null;
beforeEach(async () => {
  place = path.join(await temporaryFolder(), 'addresses.csv');
  workplace = await Workplace.open((desk) => emergencyEntryCommands(desk, async () => place));
  siteId = await workplace.place(readySite({ numbers: [A, B, BRITISH].map((phoneNumber) => ({ phoneNumber, acquire: 'take' })) }));
});
afterEach(() => workplace.close());

const site = (): Promise<Site> => workplace.desk.site(siteId);
const emergency = async (): Promise<EmergencyIntent> => (await site()).intent.emergency;
const save = async (typed = TYPED.US, addressId: string | null = null): Promise<string> => (await workplace.done('emergency.saveAddress', { siteId, addressId, typed })).addressId;
const only = async (): Promise<EmergencyAddress | undefined> => (await emergency()).addresses[0];

/** Asks, and expects that nothing at all was changed but the fields were named. */
async function refusedFields<C extends Channel>(channel: C, input: Input<C>): Promise<readonly string[]> {
  const [before, { revision }] = [structuredClone(await site()), await workplace.vault.readSite(siteId)];
  const fields = fieldsOf(await workplace.refused(channel, input));
  expect([await site(), (await workplace.vault.readSite(siteId)).revision]).toEqual([before, revision]);
  return fields;
}

it('every change names who made it and the state that it was made from, and is on disk', async () => {
  const addressId = await save();
  const changes: readonly (() => Promise<unknown>)[] = [
    () => workplace.done('emergency.assign', { siteId, numbers: [A, B], address: addressId }), () => workplace.done('emergency.saveCallBack', { siteId, numbers: [A], extension: '100', name: 'Reception' }),
    () => workplace.done('emergency.saveScope', { siteId, exempt: [{ extensions: '190', why: 'fax' }], barred: '200' }), () => workplace.done('emergency.leaveOut', { siteId, numbers: [A, B] }),
    () => workplace.done('emergency.removeAddress', { siteId, addressId }), () => workplace.done('emergency.paste', { siteId, text: `${A},1 Main St,Suite 4,Austin,TX,78701`, save: true }),
  ];
  for (const change of changes) {
    const before = (await site()).intent;
    await change();
    const { document } = await workplace.vault.readSite(siteId);
    expect((document as Site).intent).toEqual((await site()).intent);
    expect((await site()).intent).toMatchObject({ parent: before.revision, who: workplace.desk.stamp().who });
    expect(workplace.page().site?.intent).toEqual((await site()).intent);
  }
  expect(await emergency()).toMatchObject({ addresses: [{ street: '1 Main St' }], numbers: [{ phoneNumber: A }], exempt: [{ extensions: '190', why: 'fax' }], barred: '200' });
});

it('an address is saved in canonical form, changed in place, and copied to the next floor', async () => {
  const id = await save({ ...TYPED.US, street: '  645  Harrison St ', region: 'california' });
  expect(await only()).toMatchObject({ id, street: '645 Harrison St', region: 'CA', chosen: null });
  expect(await save({ ...TYPED.US, city: 'Oakland' }, id)).toBe(id);
  const address = await only();
  if (!address) throw new Error('The address is not there.');
  expect(address.city).toBe('Oakland');
  await save(nextFloor(address, [address]));
  expect((await emergency()).addresses.map(({ friendlyName, secondary }) => [friendlyName, secondary])).toEqual([['HQ floor 2', [{ kind: 'suite', value: '200' }, { kind: 'floor', value: '2' }]], ['HQ floor 3', [{ kind: 'floor', value: '3' }]]]);
});

it('what is refused stands at its field, and nothing is saved', async () => {
  const addressId = await save();
  await workplace.done('emergency.assign', { siteId, numbers: [A], address: addressId });
  expect(await refusedFields('emergency.saveAddress', { siteId, addressId: null, typed: { ...TYPED.US, street: '12 Main St #4', region: 'Texass' } })).toEqual(['friendlyName', 'street', 'region']);
  expect(await refusedFields('emergency.saveAddress', { siteId, addressId, typed: { ...TYPED.GB, friendlyName: 'HQ' } })).toEqual(['country']);
  expect(await refusedFields('emergency.saveAddress', { siteId, addressId: crypto.randomUUID(), typed: TYPED.US })).toEqual(['friendlyName']);
  expect(await refusedFields('emergency.assign', { siteId, numbers: [B, BRITISH], address: addressId })).toEqual(['numbers']);
  expect(await refusedFields('emergency.assign', { siteId, numbers: ['+15125559999'], address: addressId })).toEqual(['numbers']);
  expect(await refusedFields('emergency.removeAddress', { siteId, addressId })).toEqual(['addressId']);
  expect(await refusedFields('emergency.saveCallBack', { siteId, numbers: [B], extension: '100', name: '' })).toEqual(['numbers']);
  expect(await refusedFields('emergency.saveCallBack', { siteId, numbers: [A], extension: 'front desk', name: '' })).toEqual(['extension']);
  expect(await refusedFields('emergency.saveScope', { siteId, exempt: [{ extensions: 'x', why: '' }], barred: '' })).toEqual(['exempt.extensions.0', 'exempt.why.0']);
});

it('a list is looked at without saving anything, and saved as it was looked at', async () => {
  const text = `${A}\t645 Harrison St\tFl 2\tSan Francisco\tCA\t94107\n${B}\t645 Harrison St\tFl 2\tSan Francisco\tCA\t94107\n${BRITISH}\t645 Harrison St\tFl 2\tSan Francisco\tCA\t94107\n`;
  const before = await emergency();
  const looked = await workplace.done('emergency.paste', { siteId, text, save: false });
  expect(await emergency()).toEqual(before);
  const saved = await workplace.done('emergency.paste', { siteId, text, save: true });
  expect(saved).toEqual(looked);
  expect([saved.addresses, saved.numbers, saved.lines.map(({ kind }) => kind)]).toEqual([1, 2, ['warning', 'ready', 'bad']]);
  expect((await emergency()).numbers.map(({ phoneNumber }) => phoneNumber)).toEqual([A, B]);
});

it('the number that a place shows is one of the site: another would be refused by Twilio in the moment of need', async () => {
  const typed = { ...TYPED.US, extensions: '100-119', shows: '+15125550999' };
  expect(await workplace.refused('emergency.saveAddress', { siteId, addressId: null, typed })).toMatchObject({ fields: [{ field: 'shows', why: expect.stringContaining('is no number of this site') }] });
  await save({ ...typed, shows: A });
  expect((await emergency()).addresses.map(({ shows }) => shows)).toEqual([A]);
});

it('a list of which nothing is taken changes nothing', async () => {
  const { revision } = (await site()).intent;
  await workplace.done('emergency.paste', { siteId, text: `${A},Nowhere\nnonsense`, save: true });
  expect((await site()).intent.revision).toBe(revision);
});

it('what is given back as a file makes the same again on another site', async () => {
  const addressId = await save({ ...TYPED.US, extensions: '100-119', shows: A, confirmedBy: 'Sam Doe' });
  await workplace.done('emergency.assign', { siteId, numbers: [A, B], address: addressId });
  const before = await emergency();
  expect(await workplace.done('emergency.export', { siteId })).toEqual({ saved: true });
  const other = await workplace.place(readySite({ numbers: [A, B].map((phoneNumber) => ({ phoneNumber, acquire: 'take' })) }));
  await workplace.done('emergency.paste', { siteId: other, text: await readFile(place ?? '', 'utf8'), save: true });
  const after = (await workplace.desk.site(other)).intent.emergency;
  const [id] = after.addresses.map((address) => address.id);
  expect(after).toEqual({ ...before, addresses: before.addresses.map((address) => ({ ...address, id })), numbers: before.numbers.map((number) => ({ ...number, address: id })) });
  place = null;
  expect(await workplace.done('emergency.export', { siteId })).toEqual({ saved: false });
});

it('a file is not made where there is nothing to put in', async () => expect((await workplace.refused('emergency.export', { siteId })).code).toBe('not-found'));

it('an address of the account stays that one while its place does; with another place it is one that Trunkbook makes', async () => {
  const chosen = { ...entered(TYPED.US), chosen: `AD${'1'.repeat(32)}`, street: '645 HARRISON ST.' };
  const other = await workplace.place(readySite({ emergency: { ...(await emergency()), addresses: [chosen] } }));
  const kept = typedOf(chosen);
  await workplace.done('emergency.saveAddress', { siteId: other, addressId: chosen.id, typed: { ...kept, extensions: '100-119', confirmedBy: 'Ana' } });
  expect((await workplace.desk.site(other)).intent.emergency.addresses[0]).toEqual({ ...chosen, extensions: '100-119', confirmedBy: 'Ana' });
  await workplace.done('emergency.saveAddress', { siteId: other, addressId: chosen.id, typed: { ...kept, street: '647 Harrison St' } });
  expect((await workplace.desk.site(other)).intent.emergency.addresses[0]).toMatchObject({ id: chosen.id, chosen: null });
});

it('whoever edits an address that Twilio would write otherwise has answered the suggestion: the ledger says who', async () => {
  const address = entered(TYPED.US);
  const call = crypto.randomUUID();
  const sent: TwilioAddress = toTwilio(address);
  const entry = (rest: object): LedgerEntry => ({ id: crypto.randomUUID(), ...STAMP, ...rest }) as LedgerEntry;
  const ledger = [
    entry({ id: call, kind: 'call', accountSid: `AC${'1'.repeat(32)}`, action: 'a', resource: 'address', effect: 'create', target: null, parent: null, naturalKey: address.id, secretRevision: null }),
    entry({ kind: 'address', call, as: 'entered', address: sent }), entry({ kind: 'address', call, as: 'suggested', address: { ...sent, street: '645 HARRISON ST' } }),
    entry({ kind: 'refused', call, code: 'invalid', twilioCode: 21629, sentence: 'Twilio suggests another form.' }),
  ];
  const base = readySite({ emergency: { ...(await emergency()), addresses: [address] } });
  const other = await workplace.place({ ...base, ledger });
  const decisions = async (): Promise<readonly LedgerEntry[]> => (await workplace.desk.site(other)).ledger.slice(ledger.length);
  await workplace.done('emergency.saveAddress', { siteId: other, addressId: address.id, typed: { ...typedOf(address), confirmedBy: 'Ana' } });
  expect(await decisions()).toEqual([]);
  await workplace.done('emergency.saveAddress', { siteId: other, addressId: address.id, typed: { ...typedOf(address), street: '645 Harrison Street' } });
  expect(await decisions()).toMatchObject([{ kind: 'decided', call, choice: 'edited', who: workplace.desk.stamp().who }]);
  // Answered once.
  await workplace.done('emergency.saveAddress', { siteId: other, addressId: address.id, typed: { ...typedOf(address), street: '647 Harrison Street' } });
  expect(await decisions()).toHaveLength(1);
});

it('a disk that is full leaves the addresses as they were', async () => {
  const id = await save();
  const before = await emergency();
  workplace.full = /site\.age/;
  expect((await workplace.refused('emergency.saveAddress', { siteId, addressId: id, typed: { ...TYPED.US, city: 'Oakland' } })).code).toBe('io');
  workplace.full = null;
  expect(await emergency()).toEqual(before);
});
