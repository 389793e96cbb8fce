import type { NameAnswer } from '../../domain/site/record.ts';
import type { TwilioCredentials } from '../twilio/client.ts';
import type { TwilioFetch } from '../twilio/http-client.ts';
import type { Vault } from '../vault/vault.ts';
import { practiceCredentials } from './credentials.ts';
import { createPracticeFetch } from './fetch.ts';
import { createPracticeResolver } from './resolver.ts';
import { PracticeWorld } from './world.ts';

/** The practice account of one vault: a made-up Twilio whose world is kept in the vault and survives a restart. */
export interface PracticeAccount {
  readonly credentials: TwilioCredentials;
  readonly fetch: TwilioFetch;
  readonly resolveName: (name: string) => Promise<NameAnswer>;
}

/** A call to the practice account takes about as long as one to Twilio, so that progress can be seen. */
const LATENCY = 120;

/** Opens the practice account of a vault, or begins a fresh one. A change of its world is on disk before the call is answered. */
export async function openPracticeAccount(vault: Vault): Promise<PracticeAccount> {
  const kept = await vault.readDocument('practice/world');
  const world = kept === null ? PracticeWorld.fresh() : PracticeWorld.from(kept);
  const save = (data: unknown): Promise<void> => vault.saveDocument('practice/world', data);
  if (kept === null) await save(world.toJSON());
  return {
    credentials: practiceCredentials(world),
    fetch: createPracticeFetch(world, { save, now: Date.now, latencyMilliseconds: LATENCY }),
    resolveName: createPracticeResolver(world),
  };
}
