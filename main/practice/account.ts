import type { NameAnswer } from '../../domain/site/record.ts';
import type { TwilioCredentials } from '../twilio/client.ts';
import type { TwilioFetch } from '../twilio/http-client.ts';
import type { Vault } from '../vault/vault.ts';
import { practiceCredentials } from './credentials.ts';
import type { Disturbance } from '../../domain/site/disturbances.ts';
import { disturb } from './disturb.ts';
import { createPracticeFetch } from './fetch.ts';
import { readBack, type ReadBack } from './read-back.ts';
import { createPracticeResolver } from './resolver.ts';
import { CommandFault } from '../fault.ts';
import { PracticeWorld, PracticeWorldError } from './world.ts';
import { PRACTICE_WORLD_VERSION } from './world-data.ts';

/** The practice account of one vault: a made-up Twilio whose world is kept in the vault and survives a restart. */
export interface PracticeAccount {
  readonly credentials: TwilioCredentials;
  readonly fetch: TwilioFetch;
  readonly resolveName: (name: string) => Promise<NameAnswer>;
  /** Training: somebody changes a trunk in the Console. False where there was nothing to change. */
  readonly disturb: (trunkSid: string, what: Disturbance) => Promise<boolean>;
  /** Training: time passes on the account's own clock. Returns how far that is ahead of the laptop's, in milliseconds. */
  readonly passTime: (milliseconds: number) => Promise<number>;
  /** Training: the cable is pulled, or put back (null: neither). Returns whether the account can be reached. Locking puts it back. */
  readonly network: (reachable: boolean | null) => boolean;
  /** What the 933 test service would say now. Nothing is dialled. */
  readonly readBack: (call: { readonly callerId: string; readonly trunkSid: string }) => Promise<ReadBack>;
}

/** A call to the practice account takes about as long as one to Twilio, so that progress can be seen. */
const LATENCY = 120;

/** Opens the practice account of a vault, or begins a fresh one. A change of its world is on disk before the call is answered. */
export async function openPracticeAccount(vault: Vault): Promise<PracticeAccount> {
  const kept = await vault.readDocument('practice/world');
  const world = kept === null ? PracticeWorld.fresh() : takeUp(kept);
  const save = (data: unknown): Promise<void> => vault.saveDocument('practice/world', data);
  // A world of an earlier version is kept in today's shape at once: what it was given then stays its own.
  if (!isOfToday(kept)) await save(world.toJSON());
  const answer = createPracticeFetch(world, { save, now: Date.now, latencyMilliseconds: LATENCY });
  const resolve = createPracticeResolver(world);
  let reachable = true;
  return {
    credentials: practiceCredentials(world),
    fetch: (url, init) => (reachable ? answer(url, init) : Promise.reject(new TypeError('fetch failed'))),
    resolveName: async (name) => (reachable ? resolve(name) : { kind: 'none' }),
    network: (wanted) => (reachable = wanted ?? reachable),
    disturb: async (trunkSid, what) => {
      const changed = disturb(world, trunkSid, what, world.timeAt(Date.now()));
      if (changed) await save(world.toJSON());
      return changed;
    },
    passTime: async (milliseconds) => {
      world.passTime(milliseconds);
      await save(world.toJSON());
      return world.data.clockAhead;
    },
    readBack: async (call) => readBack(world.data, call, world.timeAt(Date.now())),
  };
}

function isOfToday(kept: unknown): boolean {
  return typeof kept === 'object' && kept !== null && 'version' in kept && kept.version === PRACTICE_WORLD_VERSION;
}

function takeUp(kept: unknown): PracticeWorld {
  try {
    return PracticeWorld.from(kept);
  } catch (error) {
    if (!(error instanceof PracticeWorldError)) throw error;
    throw new CommandFault({
      code: error.code, what: 'The practice account cannot be used.', why: error.message,
      next: error.code === 'too-new' ? 'Update Trunkbook on this laptop.' : 'Put practice/world.age back from a backup, or move it away: a fresh practice account then begins. Sites keep everything else.',
    });
  }
}
