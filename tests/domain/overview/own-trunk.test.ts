import { expect, it } from 'vitest';
import { ownTrunk, trunkKey } from '../../../domain/overview/own-trunk.ts';
import { adopt } from '../../../domain/trunk/adopt.ts';
import { readySite } from '../make-site.ts';
import { observed, readyPlan } from '../trunk/site-kit.ts';
import { TwilioModel } from '../trunk/twilio-model.ts';

it('is the same for the site that made a trunk and for one that took it over, and none before', () => {
  const model = TwilioModel.empty(['+15125550142']);
  const site = readySite();
  expect(ownTrunk({ ...site, observed: observed(model) })).toBeNull();
  const ledger = model.apply(readyPlan(site.intent, model).actions);
  const [trunk] = model.snapshot.trunks;
  const key = trunkKey(model.snapshot.accountSid, trunk!.sid);
  expect(ownTrunk({ ...site, ledger, observed: observed(model) })).toBe(key);
  const other = readySite();
  const taken = adopt({ ...other.intent, trunk: { ...other.intent.trunk, domainLabel: 'other' } }, model.snapshot, [], { trunkSid: trunk!.sid, accessListSid: null, credentialListSid: null, username: null });
  expect(taken.ok && ownTrunk({ ...other, intent: { ...other.intent, ...taken.value.change }, observed: observed(model) })).toBe(key);
  // Somebody's trunk that stands where the site's would is not the site's before anybody said so.
  expect(ownTrunk({ ...other, observed: observed(model) })).toBeNull();
  expect(ownTrunk({ ...site, ledger, intent: { ...site.intent, account: { kind: 'by-hand' } }, observed: observed(model) })).toBeNull();
});
