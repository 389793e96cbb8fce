import { refuse } from '../../domain/judgement.ts';
import { readFqdn, readLoginUrl, readPublicAddresses } from '../../domain/site/addresses.ts';
import { MOST_AGREED, withYes } from '../../domain/site/agreed.ts';
import { changeIntent } from '../../domain/site/make.ts';
import type { Intent } from '../../domain/site/record.ts';
import { sameAccount } from '../../domain/site/same-account.ts';
import { readFriendlyName, readPbxPassword, readPbxUsername, readSipPassword, readSipUsername, readTrunkName } from '../../domain/site/values.ts';
import { originationUrl } from '../../domain/trunk/edges.ts';
import { readOriginUrl, readPriority, readWeight, sameHost, sameOrigin, THE_PBX_ITSELF } from '../../domain/trunk/origin.ts';
import { readTermination } from '../../domain/trunk/termination.ts';
import type { Desk } from '../desk.ts';
import { newId } from '../desk.ts';
import { CommandFault, invalidValues } from '../fault.ts';
import type { Handlers } from '../ipc/answer.ts';
import { generateSipPassword } from '../sip-password.ts';
import { asSecret, FieldReader } from './fields.ts';

type ValueHandlers = Pick<Handlers,
  'site.savePlan' | 'site.saveAccount' | 'site.saveLogin' | 'site.savePbx' | 'site.saveTrunk' | 'site.saveOrigination' | 'site.saveSecurity' | 'site.saveNumbers' | 'site.saveTrunkName' | 'site.saveRules'
  | 'site.generateSipPassword' | 'site.agree'>;

/**
 * What the site shall have, as a person enters it: judged field by field, and saved in canonical form.
 * @param lookUp compares the PBX's name with its address; it runs beside, nobody waits for it
 * @param isRunning whether a set-up of the site is under way
 */
export function valueCommands(desk: Desk, lookUp: (siteId: string) => void, isRunning: (siteId: string) => boolean): ValueHandlers {
  const intend = (siteId: string, change: (intent: Intent) => Partial<Intent>): Promise<unknown> =>
    desk.change(siteId, (site) => changeIntent(site, change(site.intent), desk.stamp(), newId()));

  return {
    'site.savePlan': async ({ siteId, country, hosting }) => {
      await intend(siteId, () => ({ country, hosting }));
      return {};
    },
    'site.saveAccount': async ({ siteId, account }) => {
      if (account.kind === 'twilio' && !desk.mirror.get().accounts.some(({ id }) => id === account.accountId)) throw invalidValues([{ field: 'account', why: 'This account is not in the vault any more.' }]);
      // What another account answered proves nothing about this one.
      await desk.change(siteId, (site) => {
        // Asked here, where nothing can come between.
        if (isRunning(siteId)) {
          throw new CommandFault({ code: 'busy', what: 'The account was not changed.', why: 'Trunkbook is at work for this site on the account it has.', next: 'Wait for it or stop it, then choose the other account.' });
        }
        const { emergency } = site.intent;
        // What was chosen among the addresses of one account is in no other: there it is made, unless the other has the very same.
        const addresses = sameAccount(account, site.intent.account) ? emergency.addresses : emergency.addresses.map((address) => ({ ...address, chosen: null }));
        const next = changeIntent(site, { account, agreed: [], emergency: { ...emergency, addresses } }, desk.stamp(), newId());
        return { ...next, observed: { ...next.observed, twilio: null, emergency: null, emergencyReported: [], pbxName: null } };
      });
      lookUp(siteId);
      return {};
    },
    'site.saveLogin': async ({ siteId, loginUrl, username, password }) => {
      const fields = new FieldReader();
      const url = fields.takeOptional('pbx.loginUrl', loginUrl, readLoginUrl);
      const user = fields.takeOptional('pbx.username', username, readPbxUsername);
      const secret = password === null || password === '' ? null : fields.take('pbx.password', readPbxPassword(password));
      fields.finish();
      await desk.change(siteId, (site) => {
        const stamp = desk.stamp();
        const next = changeIntent(site, { pbx: { ...site.intent.pbx, loginUrl: url, username: user } }, stamp, newId());
        return secret === null ? next : { ...next, secrets: { ...next.secrets, pbxPassword: asSecret(secret, stamp.at) } };
      });
      return {};
    },
    'site.savePbx': async ({ siteId, fqdn, ipv4 }) => {
      const fields = new FieldReader();
      const name = fields.takeOptional('pbx.fqdn', fqdn, readFqdn);
      const addresses = fields.takeOptional('pbx.ipv4', ipv4, readPublicAddresses);
      fields.finish();
      await intend(siteId, (intent) => ({ pbx: { ...intent.pbx, fqdn: name, ipv4: [...addresses ?? []] } }));
      if (name !== null) lookUp(siteId);
      return {};
    },
    'site.saveTrunk': async ({ siteId, friendlyName, domainLabel, edge, secure, cnamLookup, transferMode }) => {
      const fields = new FieldReader();
      const name = fields.take('trunk.friendlyName', readFriendlyName(friendlyName));
      const termination = fields.take('trunk.domainLabel', readTermination(domainLabel));
      fields.finish();
      // A localized URI, as the Twilio Console shows it, names its edge.
      const values = { friendlyName: name, domainLabel: termination?.label ?? null, edge: termination?.edge ?? edge };
      await intend(siteId, (intent) => ({ trunk: { ...intent.trunk, ...values, secure, cnamLookup, transferMode } }));
      return {};
    },
    'site.saveOrigination': async ({ siteId, weight, priority, others }) => {
      const fields = new FieldReader();
      const own = { weight: fields.take('origination.weight', readWeight(weight)) ?? 10, priority: fields.take('origination.priority', readPriority(priority)) ?? 10 };
      const rest = others.map((other, index) => ({
        url: fields.take(`origination.url.${index}`, readOriginUrl(other.url)) ?? '',
        weight: fields.take(`origination.weight.${index}`, readWeight(other.weight)) ?? 10, priority: fields.take(`origination.priority.${index}`, readPriority(other.priority)) ?? 10,
      }));
      for (const [index, { url }] of rest.entries()) if (rest.some((other, at) => at < index && sameOrigin(other.url, url))) fields.take(`origination.url.${index}`, refuse('This URL is in the list already.'));
      const { fqdn } = (await desk.site(siteId)).intent.pbx;
      if (fqdn !== null) for (const [index, { url }] of rest.entries()) if (sameHost(url, originationUrl(fqdn, false))) fields.take(`origination.url.${index}`, refuse(THE_PBX_ITSELF));
      fields.finish();
      await intend(siteId, (intent) => ({ trunk: { ...intent.trunk, origination: { ...own, others: rest } } }));
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
        // Without a new one it stays as it was, also where only Twilio has it: what is in the vault then is not to be sent.
        const secret = password === null ? null : asSecret(password, stamp.at);
        const next = changeIntent(site, { trunk: { ...site.intent.trunk, ...values, ...(secret === null ? {} : { sipPassword: secret.revision }) } }, stamp, newId());
        return secret === null ? next : { ...next, secrets: { ...next.secrets, sipPassword: secret } };
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
    'site.agree': async ({ siteId, names }) => {
      await intend(siteId, (intent) => {
        const agreed = withYes(intent.agreed, names);
        // More could be saved and not be read again: the site would be lost.
        if (agreed.length > MOST_AGREED) throw new CommandFault({ code: 'invalid-value', what: 'The answer was not kept.', why: `A site keeps at most ${MOST_AGREED} answers.`, next: 'Duplicate the site: the copy begins without answers.' });
        return { agreed };
      });
      return {};
    },
    'site.saveTrunkName': async ({ siteId, name }) => {
      const fields = new FieldReader();
      const trunkName = fields.takeOptional('pbx.trunkName', name, readTrunkName);
      fields.finish();
      await intend(siteId, (intent) => ({ pbx: { ...intent.pbx, trunkName } }));
      return {};
    },
    'site.saveRules': async ({ siteId, rules }) => {
      await intend(siteId, () => ({ outboundRules: rules }));
      return {};
    },
  };
}
