import type { Intent } from '../../domain/site/record.ts';
import { CommandFault } from '../fault.ts';
import { type ResolveName, resolveBySystem } from '../probe/resolve-name.ts';
import type { Vault } from '../vault/vault.ts';
import { credentialsOf, readAccounts } from './accounts.ts';
import { createTwilioClient, type Twilio, type TwilioCredentials } from './client.ts';
import type { TwilioFetch } from './http-client.ts';
import { throttleOf } from './throttle.ts';
import type { PracticeAccount } from '../practice/account.ts';

/** A way to the account of a site: the same client code for Twilio and for the practice account, only `fetch` and the name resolver differ. */
export interface Connection {
  readonly accountSid: string;
  /** Whether the credential may read the account itself, as far as is known. */
  readonly readsAccount: boolean;
  readonly client: (signal?: AbortSignal) => Promise<Twilio>;
  readonly resolveName: ResolveName;
}

export interface Connecting {
  readonly vault: Vault;
  /** To the real Twilio. */
  readonly fetch: TwilioFetch;
  /** The practice account of this vault, opened when it is first needed. */
  readonly practice: () => Promise<PracticeAccount>;
}

/** Connects to the account that the site's intent names. */
export async function connect(intent: Intent, { vault, fetch, practice }: Connecting): Promise<Connection> {
  if (intent.account.kind === 'practice') {
    const account = await practice();
    return connection(account.credentials, false, account.fetch, account.resolveName);
  }
  if (intent.account.kind === 'by-hand') return { accountSid: '', readsAccount: false, client: () => Promise.reject(noCredentials()), resolveName: resolveBySystem };
  const { accountId } = intent.account;
  const stored = (await readAccounts(vault)).find((account) => account.id === accountId);
  if (!stored) {
    throw new CommandFault({
      code: 'not-found', what: 'The Twilio account of this site is not in this vault.', why: 'It was removed, or the site came from another laptop.', next: 'Choose an account in the chapter “Twilio account”.',
    });
  }
  return connection(credentialsOf(stored), (stored.check?.status ?? null) !== null, fetch, resolveBySystem);
}

function connection(credentials: TwilioCredentials, readsAccount: boolean, fetch: TwilioFetch, resolveName: ResolveName): Connection {
  const throttle = throttleOf(credentials.accountSid);
  return { accountSid: credentials.accountSid, readsAccount, client: (signal) => createTwilioClient(credentials, fetch, signal, throttle), resolveName };
}

function noCredentials(): CommandFault {
  return new CommandFault({
    code: 'not-found', what: 'Trunkbook cannot ask Twilio for this site.', why: 'The site is worked on by hand in the Twilio Console: no credentials are kept for it.',
    next: 'Go on in the Twilio Console, or choose an account in the chapter “Twilio account”.',
  });
}
