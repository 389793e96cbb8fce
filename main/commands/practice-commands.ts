import type { Site } from '../../domain/site/record.ts';
import type { Desk } from '../desk.ts';
import { CommandFault } from '../fault.ts';
import type { Handlers } from '../ipc/answer.ts';
import type { PracticeShelf } from '../practice-shelf.ts';

const MINUTE = 60_000;

/**
 * What only the practice account can do, to learn with it: somebody changes something behind Trunkbook's back, time passes without waiting, the cable
 * is pulled, and the test service is heard without a call. Every one of them refuses a site of a real account.
 * @param timePassed looks at the account again: what took its time there may be over now
 */
export function practiceCommands(desk: Desk, practice: PracticeShelf, timePassed: (siteId: string) => void): Pick<Handlers, 'practice.disturb' | 'practice.passTime' | 'practice.network' | 'practice.dial933'> {
  return {
    'practice.disturb': async ({ siteId, what }) => {
      const trunkSid = await trunkOf(practiceSite(await desk.site(siteId), 'Nothing was changed.'), 'Nothing was changed.');
      return { changed: await (await practice.take()).disturb(trunkSid, what) };
    },
    'practice.passTime': async ({ siteId, minutes }) => {
      practiceSite(await desk.site(siteId), 'No time passed.');
      const ahead = await (await practice.take()).passTime(minutes * MINUTE);
      timePassed(siteId);
      return { minutesAhead: Math.round(ahead / MINUTE) };
    },
    'practice.network': async ({ siteId, reachable }) => {
      practiceSite(await desk.site(siteId), 'Nothing was changed.');
      return { reachable: (await practice.take()).network(reachable) };
    },
    'practice.dial933': async ({ siteId, extension }) => {
      const nothing = 'The test service was not heard.';
      const site = practiceSite(await desk.site(siteId), nothing);
      const caller = (await desk.directory(siteId)).extensions.rows.find(({ number }) => number === extension);
      if (!caller) throw new CommandFault({ code: 'not-found', what: nothing, why: `This site has no extension ${extension}.`, next: 'Choose one of its extensions.' });
      const trunkSid = await trunkOf(site, nothing);
      const { callOf933 } = await import('../../domain/emergency/call-933.ts');
      const call = callOf933(site.intent, (await desk.directory(siteId)).extensions.rows, caller);
      if (call.kind === 'stays') return { spoken: null, why: `Nothing was dialled. ${call.why}` };
      const heard = await (await practice.take()).readBack({ callerId: call.callerId, trunkSid });
      if (heard.kind === 'refused') return { spoken: null, why: `Nothing was dialled. ${heard.why}` };
      const { number, address } = heard;
      const shows = `Nothing was dialled. A call from extension ${extension} would show ${call.callerId}`;
      return { spoken: { number, address }, why: address === null ? `${shows}, and no address is registered with that number: the test service would say so.` : `${shows}, and this is what the test service would say.` };
    },
  };
}

/** @throws CommandFault for a site of a real account */
function practiceSite(site: Site, what: string): Site {
  if (site.intent.account.kind === 'practice') return site;
  throw new CommandFault({ code: 'invalid-value', what, why: 'This site works on a real account.', next: 'Practise on a site of the practice account.' });
}

/** The SID of the site's trunk, as the account was last read. @throws CommandFault while there is none */
async function trunkOf({ intent, observed }: Site, what: string): Promise<string> {
  const { trunkDomain } = await import('../../domain/trunk/edges.ts');
  const domain = trunkDomain(intent.trunk.domainLabel ?? '');
  const trunk = observed.twilio?.value.trunks.find(({ domainName }) => domainName === domain);
  if (!trunk) throw new CommandFault({ code: 'not-found', what, why: 'This site has no trunk on the practice account yet.', next: 'Set it up first.' });
  return trunk.sid;
}
