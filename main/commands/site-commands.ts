import { randomInt } from 'node:crypto';
import { readPublicIpv4, readFqdn } from '../../domain/site/addresses.ts';
import { changeIntent, duplicateSite, type NewSite, newSite } from '../../domain/site/make.ts';
import { type Intent, type Secret, withoutSecrets } from '../../domain/site/record.ts';
import { readDomainLabel, readFriendlyName, readPbxPassword, readPbxUsername, readSipPassword, readSipUsername, readSiteName } from '../../domain/site/values.ts';
import type { Desk } from '../desk.ts';
import { newId } from '../desk.ts';
import { CommandFault, invalidValues } from '../fault.ts';
import type { Handlers } from '../ipc/answer.ts';
import { generateSipPassword } from '../sip-password.ts';
import { FieldReader } from './fields.ts';

type SiteChannel = Extract<keyof Handlers, `site.${string}`>;
type SiteHandlers = Pick<Handlers, Exclude<SiteChannel, 'site.lookUpName'>>;

const TAIL_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Makes a new secret from what a person typed or from the generator. */
function asSecret(value: string, at: string): Secret {
  return { value, revision: newId(), at };
}

/**
 * What the page may do with sites.
 * @param lookUp compares the PBX's name with its address; it runs beside, nobody waits for it
 * @param isRunning whether a set-up of the site is under way
 */
export function siteCommands(desk: Desk, lookUp: (siteId: string) => void, isRunning: (siteId: string) => boolean): SiteHandlers {
  const draft = (name: string, country: string): NewSite => {
    const judged = readSiteName(name);
    if (!judged.ok) throw invalidValues([{ field: 'name', why: judged.why }]);
    const stamp = desk.stamp();
    const tail = Array.from({ length: 5 }, () => TAIL_ALPHABET[randomInt(TAIL_ALPHABET.length)]).join('');
    return { id: newId(), name: judged.value, country, stamp, revision: newId(), tail, sipPassword: asSecret(generateSipPassword(), stamp.at) };
  };
  const intend = (siteId: string, change: (intent: Intent) => Partial<Intent>): Promise<unknown> =>
    desk.change(siteId, (site) => changeIntent(site, change(site.intent), desk.stamp(), newId()));

  return {
    'site.create': async ({ name, country }) => {
      const site = newSite(draft(name, country));
      await desk.add(site);
      return { siteId: site.id };
    },
    'site.open': async ({ siteId }) => {
      const site = await desk.site(siteId);
      desk.mirror.patch({ what: 'site', value: withoutSecrets(site) });
      return {};
    },
    'site.close': () => {
      desk.mirror.patch({ what: 'site', value: null });
      return {};
    },
    'site.rename': async ({ siteId, name }) => {
      const judged = readSiteName(name);
      if (!judged.ok) throw invalidValues([{ field: 'name', why: judged.why }]);
      await desk.change(siteId, (site) => ({ ...site, name: judged.value }));
      return {};
    },
    'site.duplicate': async ({ siteId, name }) => {
      const pattern = await desk.site(siteId);
      const site = duplicateSite(pattern, draft(name, pattern.intent.country));
      await desk.add(site);
      return { siteId: site.id };
    },
    'site.archive': async ({ siteId, archived }) => {
      const { at } = desk.stamp();
      await desk.change(siteId, (site) => ({ ...site, archivedAt: archived ? at : null }));
      return {};
    },

    'site.saveAccount': async ({ siteId, accountId }) => {
      if (accountId !== null && !desk.mirror.get().accounts.some((account) => account.id === accountId)) throw invalidValues([{ field: 'account', why: 'This account is not in the vault any more.' }]);
      if (isRunning(siteId)) {
        throw new CommandFault({ code: 'busy', what: 'The account was not changed.', why: 'A set-up of this site is under way on the account it has.', next: 'Wait for it or stop it, then choose the other account.' });
      }
      const account = accountId === null ? { kind: 'practice' as const } : { kind: 'twilio' as const, accountId };
      // What another account answered proves nothing about this one.
      await desk.change(siteId, (site) => {
        const next = changeIntent(site, { account, agreed: [] }, desk.stamp(), newId());
        return { ...next, observed: { ...next.observed, twilio: null, pbxName: null } };
      });
      lookUp(siteId);
      return {};
    },
    'site.savePbx': async ({ siteId, fqdn, ipv4, username, password }) => {
      const fields = new FieldReader();
      const name = fields.takeOptional('pbx.fqdn', fqdn, readFqdn);
      const address = fields.takeOptional('pbx.ipv4', ipv4, readPublicIpv4);
      const user = fields.takeOptional('pbx.username', username, readPbxUsername);
      const secret = password === null || password === '' ? null : fields.take('pbx.password', readPbxPassword(password));
      fields.finish();
      await desk.change(siteId, (site) => {
        const stamp = desk.stamp();
        const next = changeIntent(site, { pbx: { fqdn: name, ipv4: address === null ? [] : [address], username: user } }, stamp, newId());
        return secret === null ? next : { ...next, secrets: { ...next.secrets, pbxPassword: asSecret(secret, stamp.at) } };
      });
      if (name !== null) lookUp(siteId);
      return {};
    },
    'site.saveTrunk': async ({ siteId, friendlyName, domainLabel, edge, secure, cnamLookup }) => {
      const fields = new FieldReader();
      const values = { friendlyName: fields.take('trunk.friendlyName', readFriendlyName(friendlyName)), domainLabel: fields.take('trunk.domainLabel', readDomainLabel(domainLabel)) };
      fields.finish();
      await intend(siteId, (intent) => ({ trunk: { ...intent.trunk, ...values, edge, secure, cnamLookup } }));
      return {};
    },
    'site.saveSecurity': async ({ siteId, accessListName, credentialListName, sipUsername, sipPassword }) => {
      const fields = new FieldReader();
      const values = {
        accessListName: fields.take('trunk.accessListName', readFriendlyName(accessListName)),
        credentialListName: fields.take('trunk.credentialListName', readFriendlyName(credentialListName)),
        sipUsername: fields.take('trunk.sipUsername', readSipUsername(sipUsername)),
      };
      const password = sipPassword === null ? null : fields.take('sipPassword', readSipPassword(sipPassword));
      fields.finish();
      await desk.change(siteId, (site) => {
        const stamp = desk.stamp();
        const secret = password === null ? site.secrets.sipPassword : asSecret(password, stamp.at);
        const next = changeIntent(site, { trunk: { ...site.intent.trunk, ...values, sipPassword: secret?.revision ?? null } }, stamp, newId());
        return { ...next, secrets: { ...next.secrets, sipPassword: secret } };
      });
      return {};
    },
    'site.generateSipPassword': async ({ siteId }) => {
      await desk.change(siteId, (site) => {
        const stamp = desk.stamp();
        const secret = asSecret(generateSipPassword(), stamp.at);
        const next = changeIntent(site, { trunk: { ...site.intent.trunk, sipPassword: secret.revision } }, stamp, newId());
        return { ...next, secrets: { ...next.secrets, sipPassword: secret } };
      });
      return {};
    },
    'site.saveNumbers': async ({ siteId, numbers }) => {
      const unique = [...new Map(numbers.map((number) => [number.phoneNumber, number])).values()];
      await intend(siteId, () => ({ numbers: unique }));
      return {};
    },
    'site.agree': async ({ siteId, question }) => {
      await intend(siteId, (intent) => ({ agreed: [...new Set([...intent.agreed, question])] }));
      return {};
    },
    'site.tick': async ({ siteId, step, done, note }) => {
      const entry = { id: newId(), ...desk.stamp(), step, note };
      await desk.change(siteId, (site) => ({
        ...site, evidence: [...site.evidence, done ? { ...entry, kind: 'step-done' as const, source: 'reported' as const } : { ...entry, kind: 'step-reopened' as const }],
      }));
      return {};
    },
  };
}
