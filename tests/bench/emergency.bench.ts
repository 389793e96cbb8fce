// Emergency addresses onto many numbers, until Twilio says of each that it is on its way, beside the least that these calls and saves can take.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { emergencyPlan } from '../../domain/emergency/registration.ts';
import type { EmergencyAddress } from '../../domain/site/emergency-record.ts';
import { type Site, withoutSecrets } from '../../domain/site/record.ts';
import { practiceCredentials } from '../../main/practice/credentials.ts';
import { PracticeWorld } from '../../main/practice/world.ts';
import { createTwilioClient } from '../../main/twilio/client.ts';
import { TwilioJobs } from '../../main/twilio-jobs.ts';
import { prepareVault } from '../../main/vault/vault.ts';
import { readySite, STAMP } from '../domain/make-site.ts';
import { atOnce, benchDesk, graphOf, LATENCY, latent, recording, WORKERS } from './at-twilio.ts';
import type { Figure } from './figure.ts';
import { idealMakespan } from './ideal-schedule.ts';
import { median } from './measure.ts';

export const prefix = 'emergency/';

const NUMBERS = 100;
const ADDRESSES = 5;
const ROUNDS = 3;

interface Run { readonly took: number; readonly calls: number; readonly makespan: number; /** What its saves take by themselves, in milliseconds. */ readonly saves: number }

const floors = Array.from({ length: ADDRESSES }, (_, index): EmergencyAddress => ({
  id: crypto.randomUUID(), chosen: null, friendlyName: `Floor ${index + 1}`, customerName: 'Lakeside Dental', street: '645 Harrison St', secondary: [{ kind: 'floor', value: String(index + 1) }], city: 'San Francisco', region: 'CA', postalCode: '94107', country: 'US',
  extensions: '', shows: null, confirmedBy: 'Pat Lee',
}));

/** A site whose numbers are the account's, each with the address of one of its floors, and the terms confirmed. */
function siteOn(world: PracticeWorld): Site {
  const numbers = world.addOwnedNumbers(NUMBERS).map(({ phoneNumber }) => phoneNumber);
  const ready = readySite({ numbers: numbers.map((phoneNumber) => ({ phoneNumber, acquire: 'take' as const })) });
  return {
    ...ready,
    intent: { ...ready.intent, emergency: { ...ready.intent.emergency, addresses: floors, numbers: numbers.map((phoneNumber, index) => ({ phoneNumber, address: floors[index % ADDRESSES]?.id ?? null, callBack: null })) } },
    evidence: [{ id: crypto.randomUUID(), ...STAMP, kind: 'step-done', step: 'emergency-twilio.terms', source: 'reported', note: '', values: { who: 'Pat Lee', authority: 'Owner', account: 'practice' } }],
  };
}

/** The whole way of main, after a set-up that nobody measures: job, plan, SDK, ledger on disk before and after each call. */
async function register(folder: string): Promise<Run> {
  const world = PracticeWorld.fresh({ seed: 'bench emergency' });
  const site = siteOn(world);
  const { fetch, sent } = recording(latent(world));
  let way = atOnce(world);
  const { vault, desk, documents, saveAgain } = await benchDesk(folder);
  await desk.add(site);
  const credentials = practiceCredentials(world);
  const jobs = new TwilioJobs(desk, async () => ({
    accountSid: credentials.accountSid, readsAccount: false, resolveName: async () => ({ kind: 'none' }), client: (signal) => createTwilioClient(credentials, way, signal),
  }), async () => {});
  const mustEndWell = (): void => { if (desk.mirror.get().job?.state !== 'done') throw new Error(`a job ended with: ${desk.mirror.get().job?.fault?.why ?? 'nothing'}`); };
  await jobs.start(site.id, { kind: 'set-up', confirmed: ['create-trunk'] });
  await jobs.ended();
  mustEndWell();
  // Loaded once in a session: not a part of this.
  await import('../../main/twilio/submit-emergency.ts');
  documents.length = 0;
  way = fetch;
  const began = performance.now();
  await jobs.start(site.id, { kind: 'emergency', confirmed: [] });
  await jobs.ended();
  const took = performance.now() - began;
  mustEndWell();
  const pending = [...emergencyPlan(withoutSecrets(await desk.site(site.id)), Date.now()).numbers.values()].filter((standing) => standing.kind === 'under-way' && standing.state === 'pending-registration').length;
  if (pending !== NUMBERS) throw new Error(`${pending} of ${NUMBERS} numbers are on their way`);
  // The first thing that was saved is what was read at first: all that was done follows from it.
  const { actions } = emergencyPlan(withoutSecrets(documents[0] as Site), Date.now());
  const makespan = idealMakespan(graphOf(sent, actions), WORKERS);
  const calls = sent.length;
  const saves = await saveAgain(site.id);
  await vault.close();
  return { took, calls, makespan, saves };
}

export async function bench(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'trunkbook-emergency-bench-'));
  try {
    await prepareVault();
    const runs: Run[] = [];
    for (let round = 0; round < ROUNDS; round += 1) runs.push(await register(folder));
    const [took, makespan, saves] = [median(runs.map((run) => run.took)), median(runs.map((run) => run.makespan)), median(runs.map((run) => run.saves))];
    return [{
      name: `emergency/register-${NUMBERS}`, value: Math.round(took / (makespan + saves) * 100) / 100, unit: 'x', limit: 1.25,
      note: `${NUMBERS} numbers onto ${ADDRESSES} addresses, until all are pending: ${Math.round(took)} ms for ${runs[0]?.calls ?? 0} calls of ${LATENCY} ms; the best schedule of that graph on ${WORKERS} workers ${Math.round(makespan)} ms, its saves alone ${Math.round(saves)} ms`,
    }];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
