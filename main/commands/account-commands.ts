import { type Judgement, accept, refuse } from '../../domain/judgement.ts';
import { readAccountName } from '../../domain/site/values.ts';
import type { Desk } from '../desk.ts';
import { newId } from '../desk.ts';
import { CommandFault, invalidValues } from '../fault.ts';
import type { Handlers } from '../ipc/answer.ts';
import { accountView, credentialsOf, readAccounts, saveAccounts, type StoredAccount } from '../twilio/accounts.ts';
import { createTwilioClient } from '../twilio/client.ts';
import type { TwilioFetch } from '../twilio/http-client.ts';
import { probeAccount } from '../twilio/probe-account.ts';
import { throttledFetch } from '../twilio/throttle.ts';
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

/** Adding and removing Twilio credentials. They are tried before they are kept, and never shown again. */
export function accountCommands(desk: Desk, fetch: TwilioFetch, signal: () => AbortSignal): Pick<Handlers, 'account.add' | 'account.remove'> {
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
  return {
    'account.add': async ({ name, accountSid, username, secret, confirmed }) => {
      const { environment } = desk.mirror.get();
      if (environment.host !== 'electron' && !confirmed) {
        throw new CommandFault({
          code: 'confirm', what: 'Real credentials need your confirmation here.',
          why: `This is the Chromium host: it has no keychain of the system${environment.sandboxed ? '' : ', and as root Chromium runs without its sandbox'}.`,
          next: 'Use a key that you can revoke, and confirm; or work on the practice account.',
        });
      }
      const fields = new FieldReader();
      const label = fields.take('name', readAccountName(name));
      const sid = fields.take('accountSid', readSid(accountSid, ['AC'], 'Account SID'));
      const user = fields.take('username', readSid(username, ['SK', 'AC'], 'API key SID, or the Account SID'));
      const key = fields.take('secret', readTwilioSecret(secret));
      fields.finish();
      if (label === null || sid === null || user === null || key === null) throw invalidValues([]);
      if (user.startsWith('AC') && user !== sid) throw invalidValues([{ field: 'username', why: 'The auth token goes with the same Account SID. For another account, add that account.' }]);
      const account: StoredAccount = { id: newId(), name: label, accountSid: sid, username: user, secret: key, addedAt: desk.stamp().at };
      const probes = await probeAccount(await createTwilioClient(credentialsOf(account), throttledFetch(fetch), signal()), sid);
      const refusals = probes.filter((probe) => probe.fault !== null);
      const [first] = refusals;
      if (first?.fault) {
        throw new CommandFault({
          code: first.fault.code === 'network' || first.fault.code === 'timeout' ? first.fault.code : 'twilio',
          what: refusals.length === probes.length ? first.fault.what : `The credential may not use: ${refusals.map((probe) => probe.what).join(', ')}.`,
          why: first.fault.why, next: `${first.fault.next} Nothing was saved.`,
        });
      }
      await change((accounts) => {
        const same = accounts.find((other) => other.accountSid === sid && other.username === user);
        if (same) throw invalidValues([{ field: 'username', why: `This credential is in the vault already, as “${same.name}”.` }]);
        return [...accounts, account];
      });
      return { accountId: account.id };
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
