import { randomInt } from 'node:crypto';
import { duplicateSite, type NewSite, newSite } from '../../domain/site/make.ts';
import { readSiteName } from '../../domain/site/values.ts';
import type { Desk } from '../desk.ts';
import { newId } from '../desk.ts';
import { invalidValues } from '../fault.ts';
import type { Handlers } from '../ipc/answer.ts';
import { generateSipPassword } from '../sip-password.ts';
import { asSecret } from './fields.ts';

type SiteHandlers = Pick<Handlers, 'site.create' | 'site.open' | 'site.close' | 'site.rename' | 'site.duplicate' | 'site.archive'>;

const TAIL_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * Making, opening and keeping sites.
 * @param lookAgain reads the account of a site that was just opened anew; it runs beside, nobody waits for it
 */
export function siteCommands(desk: Desk, lookAgain: (siteId: string) => void): SiteHandlers {
  const draft = (name: string, country: string): NewSite => {
    const judged = readSiteName(name);
    if (!judged.ok) throw invalidValues([{ field: 'name', why: judged.why }]);
    const stamp = desk.stamp();
    const tail = Array.from({ length: 5 }, () => TAIL_ALPHABET[randomInt(TAIL_ALPHABET.length)]).join('');
    return { id: newId(), name: judged.value, country, stamp, revision: newId(), tail, sipPassword: asSecret(generateSipPassword(), stamp.at) };
  };

  return {
    'site.create': async ({ name, country }) => {
      const site = newSite(draft(name, country));
      await desk.add(site);
      return { siteId: site.id };
    },
    'site.open': async ({ siteId }) => {
      await desk.show(siteId);
      lookAgain(siteId);
      return {};
    },
    'site.close': async () => {
      await desk.unshow();
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
  };
}
