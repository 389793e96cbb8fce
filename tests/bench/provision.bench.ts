// A set-up at Twilio beside the least that its calls and its saves can take, beside the same calls one after the other, and beside twilio-cli.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Site } from '../../domain/site/record.ts';
import type { Action } from '../../domain/trunk/actions.ts';
import { planFor } from '../../domain/trunk/goal.ts';
import { plan } from '../../domain/trunk/plan.ts';
import { practiceCredentials } from '../../main/practice/credentials.ts';
import { numbersForSale } from '../../main/practice/inventory.ts';
import { PracticeWorld } from '../../main/practice/world.ts';
import { createTwilioClient, type Twilio } from '../../main/twilio/client.ts';
import { TwilioJobs } from '../../main/twilio-jobs.ts';
import { prepareVault } from '../../main/vault/vault.ts';
import { readySite } from '../domain/make-site.ts';
import { NOW, observed } from '../domain/trunk/site-kit.ts';
import { TwilioModel } from '../domain/trunk/twilio-model.ts';
import { atOnce, benchDesk, graphOf, LATENCY, latent, recording, type Sent, WORKERS } from './at-twilio.ts';
import type { Figure } from './figure.ts';
import { idealMakespan } from './ideal-schedule.ts';
import { median } from './measure.ts';
import { timeOfTwilioCli } from './twilio-cli-time.ts';

export const prefix = 'twilio/';

interface Run {
  readonly took: number;
  readonly sent: readonly Sent[];
  readonly actions: readonly Action[];
  /** How long its saves take by themselves, one after the other, in milliseconds. */
  readonly saving: number;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** A fresh world with so many numbers of its own that the site takes; always the same one. */
function worldFor(numbers: number): { readonly world: PracticeWorld; readonly site: Site } {
  const world = PracticeWorld.fresh({ seed: `bench ${numbers}`, now: NOW });
  const wanted = numbersForSale(world.data, ({ country, kind }) => country === 'US' && kind === 'local').slice(0, numbers).map(({ phoneNumber }) => phoneNumber);
  const ready = readySite();
  return { world, site: { ...ready, intent: { ...ready.intent, numbers: wanted.map((phoneNumber) => ({ phoneNumber, acquire: 'buy' as const })) } } };
}

/** The whole way of main: job, plan, SDK, ledger on disk before and after each call. */
async function setUp(folder: string, numbers: number): Promise<Run> {
  const { world, site } = worldFor(numbers);
  const { fetch, sent } = recording(latent(world));
  const { vault, desk, documents, saveAgain } = await benchDesk(folder);
  await desk.add(site);
  documents.length = 0;
  const credentials = practiceCredentials(world);
  let actions: readonly Action[] = [];
  const jobs = new TwilioJobs(desk, async () => ({
    accountSid: credentials.accountSid, readsAccount: false, resolveName: async () => ({ kind: 'none' }), client: (signal) => createTwilioClient(credentials, fetch, signal),
  }), async () => {
    const { intent, ledger } = await desk.site(site.id);
    const result = planFor({ kind: 'set-up', confirmed: [] }, { intent, ledger, observed: { ...site.observed, twilio: { source: 'api', ...desk.stamp(), account: intent.account, value: { accountSid: credentials.accountSid, account: null, accessLists: [], credentialLists: [], trunks: [], numbers: [], askedNumbers: intent.numbers.map(({ phoneNumber }) => phoneNumber) } } } }, Date.now());
    if (result.kind === 'ready') actions = result.actions;
  });
  // The SDK and the way to it are loaded once in a session: not a part of this.
  await (await createTwilioClient(credentials, atOnce(world))).trunking.v1.trunks.list({ limit: 1 });
  await import('../../main/twilio/apply.ts');
  const began = performance.now();
  await jobs.start(site.id, { kind: 'set-up', confirmed: ['create-trunk', ...site.intent.numbers.map(({ phoneNumber }) => `buy-number ${phoneNumber}`)] });
  await jobs.ended();
  const took = performance.now() - began;
  if (desk.mirror.get().job?.state !== 'done') throw new Error(`the set-up ended with: ${desk.mirror.get().job?.fault?.why ?? 'nothing'}`);
  const saving = await saveAgain(site.id);
  await vault.close();
  return { took, sent, actions, saving };
}

/** The same calls on the SDK, one after the other, in a fresh world that is the same. */
async function oneByOne(numbers: number, sent: readonly Sent[]): Promise<number> {
  const { world } = worldFor(numbers);
  const client: Twilio = await createTwilioClient(practiceCredentials(world), latent(world));
  const began = performance.now();
  for (const { method, url, body } of sent) {
    const { statusCode } = await client.request({ method: method.toLowerCase() as 'get', uri: url, ...(body === undefined ? {} : { data: Object.fromEntries(new URLSearchParams(body)) }) });
    if (statusCode >= 300) throw new Error(`${method} ${url} was answered ${statusCode} the second time`);
  }
  return performance.now() - began;
}

const LEAST_GAIN: Readonly<Record<number, number>> = { 10: 2.5, 100: 3 };

async function setUpFigures(folder: string, numbers: number): Promise<readonly Figure[]> {
  const runs: Run[] = [];
  for (let round = 0; round < (numbers > 10 ? 1 : 3); round += 1) runs.push(await setUp(folder, numbers));
  const [first] = runs;
  if (!first) return [];
  const took = median(runs.map((run) => run.took));
  const saves = median(runs.map((run) => run.saving));
  const makespan = idealMakespan(graphOf(first.sent, first.actions), WORKERS);
  const gain = LEAST_GAIN[numbers];
  const sequential = gain === undefined ? null : await oneByOne(numbers, first.sent);
  return [
    {
      name: `twilio/set-up-${numbers}`, value: rounded(took / (makespan + saves)), unit: 'x', limit: 1.25,
      note: `${Math.round(took)} ms for ${first.sent.length} calls of ${LATENCY} ms; the best schedule of that graph on ${WORKERS} workers ${Math.round(makespan)} ms, its saves alone ${Math.round(saves)} ms`,
    },
    ...sequential === null || gain === undefined ? [] : [{
      name: `twilio/one-by-one-${numbers}`, value: rounded(sequential / took), unit: 'x', limit: gain, atLeast: true as const, note: `the same ${first.sent.length} calls on the SDK one after the other ${Math.round(sequential)} ms, ours ${Math.round(took)} ms`,
    }],
  ];
}

/** A plan over so many numbers, all on the account and none on the trunk yet; it says how long it took, in milliseconds. */
function planOver(numbers: number): () => number {
  const wanted = Array.from({ length: numbers }, (_, index) => `+1512${String(2_000_000 + index)}`);
  const model = TwilioModel.empty(wanted);
  model.snapshot.askedNumbers = wanted;
  const intent = readySite({ numbers: wanted.map((phoneNumber) => ({ phoneNumber, acquire: 'take' as const })) }).intent;
  const seen = observed(model);
  return () => {
    const began = performance.now();
    if (plan(intent, seen, [], NOW).kind !== 'ready') throw new Error('no plan');
    return performance.now() - began;
  };
}

/** Both side by side, a round after the other, so that what the machine does besides meets both. */
function planFigure(): Figure {
  const [thousand, tenThousand] = [planOver(1000), planOver(10_000)];
  for (let warm = 0; warm < 10; warm += 1) { thousand(); tenThousand(); }
  const rounds = Array.from({ length: 31 }, () => [thousand(), tenThousand()] as const);
  const [small, large] = [median(rounds.map(([took]) => took)), median(rounds.map(([, took]) => took))];
  return { name: 'twilio/plan-10000', value: rounded(large / small), unit: 'x', limit: 12, note: `a plan over 10,000 numbers ${large.toFixed(1)} ms, over 1,000 ${small.toFixed(1)} ms` };
}

export async function bench(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'trunkbook-provision-bench-'));
  try {
    await prepareVault();
    const figures: Figure[] = [];
    for (const numbers of [1, 10, 100]) figures.push(...await setUpFigures(folder, numbers));
    figures.push(planFigure());
    const cli = await timeOfTwilioCli();
    if (cli !== null) figures.push(cli);
    return figures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
