import { type Judgement, accept, refuse } from '../../domain/judgement.ts';
import { readAccountName } from '../../domain/site/values.ts';
import type { Desk } from '../desk.ts';
import { newId } from '../desk.ts';
import { CommandFault, invalidValues, toFault } from '../fault.ts';
import type { Handlers } from '../ipc/answer.ts';
import { accountView, credentialsOf, readAccounts, saveAccounts, type StoredAccount } from '../twilio/accounts.ts';
import { createTwilioClient, type TwilioCredentials } from '../twilio/client.ts';
import type { TwilioFault } from '../twilio/errors.ts';
import type { TwilioFetch } from '../twilio/http-client.ts';
import { type ProbedAccount, TRUNKS } from '../twilio/probe-account.ts';
import { throttleOf } from '../twilio/throttle.ts';
import { FieldReader } from './fields.ts';

function readSid(text: string, prefixes: readonly string[], what: string): Judgement<string> {
  const sid = text.trim();
  if (sid === '') return refuse(`Enter the ${what}.`);
  const prefix = prefixes.find((one) => sid.startsWith(one));
  return prefix !== undefined && /^[0-9a-f]{32}$/.test(sid.slice(2)) ? accept(sid) : refuse(`It begins with ${prefixes.join(' or ')} and has 32 more characters, 0 to 9 and a to f.`);
}

function readTwilioSecret(text: string): Judgement<string> {
  const secret = text.trim();
  if (secret === '') return refuse('Enter the secret.');
  return /^[\x21-\x7e]{16,256}$/.test(secret) ? accept(secret) : refuse('This does not look like a secret of Twilio: copy it again, whole.');
}

/** Why a credential could not be tried at all. */
const UNTRIED: readonly TwilioFault['code'][] = ['network', 'timeout', 'cancelled', 'not-twilio', 'busy', 'twilio-down'];

function mustBeOf(accountSid: string, username: string): void {
  if (username.startsWith('AC') && username !== accountSid) throw invalidValues([{ field: 'username', why: 'The auth token goes with the same Account SID. For another account, add that account.' }]);
}

/** Adding, trying, renewing and removing Twilio credentials. They are tried before they are kept, and never shown again. */
export function accountCommands(desk: Desk, fetch: TwilioFetch, signal: () => AbortSignal): Pick<Handlers, 'account.add' | 'account.check' | 'account.rotate' | 'account.remove'> {
  let last: Promise<unknown> = Promise.resolve();
  /** One change after the other: each is made on what the last one left. */
  const change = (make: (accounts: readonly StoredAccount[]) => readonly StoredAccount[]): Promise<void> => {
    const next = last.then(async () => {
      const vault = desk.vault();
      const accounts = make(await readAccounts(vault));
      await saveAccounts(vault, accounts);
      desk.mirror.patch({ what: 'accounts', value: accounts.map(accountView) });
    });
    last = next.catch(() => {});
    return next;
  };

  const mustBeConfirmed = (confirmed: boolean): void => {
    const { environment } = desk.mirror.get();
    if (environment.host === 'electron' || confirmed) return;
    throw new CommandFault({
      code: 'confirm', what: 'Real credentials need your confirmation here.',
      why: `This is the Chromium host: it has no keychain of the system${environment.sandboxed ? '' : ', and as root Chromium runs without its sandbox'}.`,
      next: 'Use a key that you can revoke, and confirm; or work on the practice account.',
    });
  };

  const probe = async (credentials: TwilioCredentials): Promise<ProbedAccount> => {
    const { probeAccount } = await import('../twilio/probe-account.ts');
    return probeAccount(await createTwilioClient(credentials, fetch, signal(), throttleOf(credentials.accountSid)), credentials.accountSid, desk.stamp().at);
  };

  /**
   * Tries a credential. One that may use some things is kept, with what it may not; one that may use nothing, or that nobody could try, is not.
   * SIP trunks prove nothing by themselves: their address names no account, so a key of any account may read some (twilio.md 0.5).
   */
  const mustWork = async (credentials: TwilioCredentials): Promise<ProbedAccount['check']> => {
    const { probes, check } = await probe(credentials);
    const untried = probes.find(({ fault }) => fault !== null && UNTRIED.includes(fault.code))?.fault;
    const ofAccount = probes.filter(({ what }) => what !== TRUNKS);
    const fault = untried ?? (ofAccount.every((one) => one.fault !== null) ? ofAccount[0]?.fault : null);
    if (!fault) return check;
    throw new CommandFault({ ...toFault(fault), next: `${fault.next} Nothing was saved.` });
  };

  const stored = async (accountId: string): Promise<StoredAccount> => {
    const account = (await readAccounts(desk.vault())).find(({ id }) => id === accountId);
    if (account) return account;
    throw new CommandFault({ code: 'not-found', what: 'This account is not in the vault any more.', why: 'It was removed meanwhile.', next: 'Choose another account.' });
  };

  return {
    'account.add': async ({ name, accountSid, username, secret, confirmed }) => {
      mustBeConfirmed(confirmed);
      const fields = new FieldReader();
      const label = fields.take('name', readAccountName(name));
      const sid = fields.take('accountSid', readSid(accountSid, ['AC'], 'Account SID'));
      const user = fields.take('username', readSid(username, ['SK', 'AC'], 'API key SID, or the Account SID'));
      const key = fields.take('secret', readTwilioSecret(secret));
      fields.finish();
      if (label === null || sid === null || user === null || key === null) throw invalidValues([]);
      mustBeOf(sid, user);
      const account = { id: newId(), name: label, accountSid: sid, username: user, secret: key, addedAt: desk.stamp().at };
      const check = await mustWork(account);
      await change((accounts) => {
        const same = accounts.find((other) => other.accountSid === sid && other.username === user);
        if (same) throw invalidValues([{ field: 'username', why: `This credential is in the vault already, as “${same.name}”.` }]);
        return [...accounts, { ...account, check }];
      });
      return { accountId: account.id };
    },
    'account.check': async ({ accountId }) => {
      const { probes, check } = await probe(credentialsOf(await stored(accountId)));
      const untried = probes.find(({ fault }) => fault !== null && UNTRIED.includes(fault.code))?.fault;
      if (untried) throw untried;
      await change((accounts) => accounts.map((account) => (account.id === accountId ? { ...account, check } : account)));
      return {};
    },
    'account.rotate': async ({ accountId, username, secret, confirmed }) => {
      mustBeConfirmed(confirmed);
      const { accountSid } = await stored(accountId);
      const fields = new FieldReader();
      const user = fields.take('username', readSid(username, ['SK', 'AC'], 'API key SID, or the Account SID'));
      const key = fields.take('secret', readTwilioSecret(secret));
      fields.finish();
      if (user === null || key === null) throw invalidValues([]);
      mustBeOf(accountSid, user);
      const check = await mustWork({ accountSid, username: user, secret: key });
      await change((accounts) => accounts.map((account) => (account.id === accountId ? { ...account, username: user, secret: key, check } : account)));
      return {};
    },
    'account.remove': async ({ accountId }) => {
      const users: string[] = [];
      for (const { id, name } of desk.mirror.get().sites) {
        // A site that cannot be read may be one of its users: it keeps the account.
        const account = await desk.glance(id).then((site) => site.intent.account, () => null);
        if (account === null || (account.kind === 'twilio' && account.accountId === accountId)) users.push(name);
      }
      if (users.length > 0) {
        throw new CommandFault({ code: 'invalid-value', what: 'This account is still in use.', why: `It belongs to: ${users.slice(0, 5).join(', ')}.`, next: 'Choose another account for them first.' });
      }
      await change((accounts) => accounts.filter((account) => account.id !== accountId));
      return {};
    },
  };
}
