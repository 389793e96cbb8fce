// What a job at Twilio is measured with: a practice account as far away as Twilio is, a desk that keeps what it saves, and the graph of what was sent.
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Action } from '../../domain/trunk/actions.ts';
import { Desk } from '../../main/desk.ts';
import { MirrorStore } from '../../main/mirror.ts';
import { createPracticeFetch } from '../../main/practice/fetch.ts';
import type { PracticeWorld } from '../../main/practice/world.ts';
import type { TwilioFetch } from '../../main/twilio/http-client.ts';
import { createVault, type Vault } from '../../main/vault/vault.ts';
import type { Node } from './ideal-schedule.ts';

export const LATENCY = 150;
export const WORKERS = 4;

/** One call as it was sent. */
export interface Sent { readonly method: string; readonly url: string; readonly body: string | undefined }

export const atOnce = (world: PracticeWorld): TwilioFetch => createPracticeFetch(world, { save: async () => {}, now: Date.now });
export const latent = (world: PracticeWorld): TwilioFetch => createPracticeFetch(world, { save: async () => {}, now: Date.now, latencyMilliseconds: LATENCY });

/** Keeps what goes through in the order in which it was worked on: so it can be sent again one after the other, and make the same things. */
export function recording(fetch: TwilioFetch): { readonly fetch: TwilioFetch; readonly sent: readonly Sent[] } {
  const sent: Sent[] = [];
  return {
    sent,
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      sent.push({ method: init.method, url, body: init.body });
      return response;
    },
  };
}

/** A desk over a fresh vault on disk, and what is saved of the site from now on. */
export async function benchDesk(folder: string): Promise<{ readonly vault: Vault; readonly desk: Desk; readonly documents: unknown[]; /** How long those saves take by themselves, one after the other, in milliseconds. */ readonly saveAgain: (siteId: string) => Promise<number> }> {
  const vault = await createVault(path.join(folder, `vault-${crypto.randomUUID()}`), Buffer.from('bench orbit cable siren plumb tenant'), { logN: 4 });
  const documents: unknown[] = [];
  const save = vault.saveSite.bind(vault);
  vault.saveSite = (id, document, summary) => { documents.push(document); return save(id, document, summary); };
  const desk = new Desk(new MirrorStore({
    environment: { version: '0', platform: 'linux', dataFolder: folder, host: 'electron', sandboxed: true }, preferences: { theme: 'system' }, vault: { kind: 'none' }, sites: [], site: null, directory: null, accounts: [], job: null, halted: [],
  }, () => {}));
  desk.open(vault, { name: 'Sam Rivera' }, 'off');
  const saveAgain = async (siteId: string): Promise<number> => {
    const began = performance.now();
    for (const document of documents.splice(0)) await save(siteId, document, {});
    return performance.now() - began;
  };
  return { vault, desk, documents, saveAgain };
}

/** What was sent, as a graph: a reading, the actions by their needs, a reading. A reading goes by what it must know before it can ask on. */
export function graphOf(sent: readonly Sent[], actions: readonly Action[]): readonly Node[] {
  const firstWrite = sent.findIndex(({ method }) => method !== 'GET');
  const lastWrite = sent.findLastIndex(({ method }) => method !== 'GET');
  const readings = (calls: readonly Sent[], name: string, after: readonly string[]): Node[] => {
    const isInside = ({ url }: Sent): boolean => /\/(?:TK|AL|CL)[0-9a-f]{32}\//.test(url);
    const lists = calls.filter((call) => !isInside(call)).map((_, index): Node => ({ id: `${name} list ${index}`, needs: after, takes: LATENCY }));
    return [...lists, ...calls.filter(isInside).map((_, index): Node => ({ id: `${name} inside ${index}`, needs: lists.map(({ id }) => id), takes: LATENCY }))];
  };
  const before = readings(sent.slice(0, firstWrite), 'before', []);
  const known = new Set(actions.map(({ id }) => id));
  const writes = actions.map(({ id, needs }): Node => ({ id, needs: [...needs.filter((need) => known.has(need)), ...before.map((node) => node.id)], takes: LATENCY }));
  if (writes.length !== lastWrite - firstWrite + 1) throw new Error(`${writes.length} actions, and ${lastWrite - firstWrite + 1} writes were sent`);
  return [...before, ...writes, ...readings(sent.slice(lastWrite + 1), 'after', writes.map(({ id }) => id))];
}
