import type { Judgement } from '../../domain/judgement.ts';
import type { NumberOfSite } from '../../domain/emergency/assign.ts';
import type { EmergencyIntent } from '../../domain/site/emergency-record.ts';
import type { Site } from '../../domain/site/record.ts';
import { type Desk, newId } from '../desk.ts';
import { CommandFault, invalidValues } from '../fault.ts';
import type { Handlers } from '../ipc/answer.ts';
import { type ChoosePlace, saveText } from '../save-file.ts';

type EntryHandlers = Pick<Handlers,
  'emergency.saveAddress' | 'emergency.removeAddress' | 'emergency.assign' | 'emergency.leaveOut' | 'emergency.paste' | 'emergency.export' | 'emergency.saveCallBack' | 'emergency.saveScope'>;

/** What of it is loaded when it is first needed: the forms of addresses, and the readers of lists. */
const tools = async () => {
  const [assign, { changeEmergency }, { saveAddress, openSuggestion }, { readScope }, { addressCells, readAddressList }, { formatCsv, parseCsv }] = await Promise.all([
    import('../../domain/emergency/assign.ts'), import('../../domain/emergency/change-emergency.ts'), import('../../domain/emergency/save-address.ts'), import('../../domain/emergency/scope.ts'), import('../../domain/emergency/paste.ts'), import('../directory/users-csv.ts'),
  ]);
  return { ...assign, changeEmergency, saveAddress, openSuggestion, readScope, addressCells, readAddressList, formatCsv, parseCsv };
};

/** Emergency addresses as a person enters them, and which number shall have which. Nothing here goes to Twilio: what was entered waits as intent. */
export function emergencyEntryCommands(desk: Desk, choosePlace: ChoosePlace): EntryHandlers {
  const intend = async (siteId: string, change: (emergency: EmergencyIntent, site: Site) => EmergencyIntent): Promise<Site> => {
    const { changeEmergency } = await tools();
    return desk.change(siteId, (site) => changeEmergency(site, change(site.intent.emergency, site), desk.stamp(), newId()));
  };
  const numbersOf = async (siteId: string): Promise<(site: Site) => readonly NumberOfSite[]> => {
    const [{ emergencyNumbersOf }, { numbers: { dids } }] = await Promise.all([tools(), desk.directory(siteId)]);
    return (site) => emergencyNumbersOf(site, dids);
  };

  return {
    'emergency.saveAddress': async ({ siteId, addressId, typed }) => {
      const [{ changeEmergency, saveAddress, openSuggestion }, numbers] = await Promise.all([tools(), numbersOf(siteId)]);
      let saved = '';
      await desk.change(siteId, (site) => {
        const read = saveAddress(site.intent.emergency, numbers(site), addressId, typed, newId);
        if (!read.ok) throw invalidValues([...read.fields]);
        saved = read.address.id;
        const stamp = desk.stamp();
        const next = changeEmergency(site, read.emergency, stamp, newId());
        // Whoever writes it otherwise has answered Twilio’s suggestion.
        const call = read.placeChanged ? openSuggestion(site.ledger, read.address.id) : null;
        return call === null ? next : { ...next, ledger: [...next.ledger, { id: newId(), ...stamp, kind: 'decided', call, choice: 'edited' }] };
      });
      return { addressId: saved };
    },
    'emergency.removeAddress': async ({ siteId, addressId }) => {
      const { removeAddress } = await tools();
      await intend(siteId, (emergency) => taken('addressId', removeAddress(emergency, addressId)));
      return {};
    },
    'emergency.assign': async ({ siteId, numbers, address }) => {
      const [{ assignAddress }, known] = await Promise.all([tools(), numbersOf(siteId)]);
      await intend(siteId, (emergency, site) => taken('numbers', assignAddress(emergency, known(site), numbers, address)));
      return {};
    },
    'emergency.leaveOut': async ({ siteId, numbers }) => {
      const { leaveOut } = await tools();
      await intend(siteId, (emergency) => leaveOut(emergency, numbers));
      return {};
    },
    'emergency.paste': async ({ siteId, text, save }) => {
      const [{ readAddressList, parseCsv }, known] = await Promise.all([tools(), numbersOf(siteId)]);
      const { cells, problems } = parseCsv(text);
      const read = (emergency: EmergencyIntent, site: Site) => readAddressList(cells, problems, { emergency, numbers: known(site), country: site.intent.country, customer: site.name, newId });
      const site = await desk.site(siteId);
      let list = read(site.intent.emergency, site);
      // Where nothing was taken, there is nothing to save.
      if (save && list.lines.some(({ kind }) => kind === 'ready' || kind === 'warning')) {
        await intend(siteId, (emergency, now) => {
          list = read(emergency, now);
          return list.emergency;
        });
      }
      return { lines: [...list.lines], addresses: list.addresses, numbers: list.numbers };
    },
    'emergency.export': async ({ siteId }) => {
      const { addressCells, formatCsv } = await tools();
      const filled = async (): Promise<EmergencyIntent> => {
        const { emergency } = (await desk.site(siteId)).intent;
        if (emergency.addresses.length === 0) throw new CommandFault({ code: 'not-found', what: 'There is nothing to save yet.', why: 'This site has no emergency addresses.', next: 'Enter some first.' });
        return emergency;
      };
      await filled();
      return { saved: await saveText(choosePlace, { title: 'Save the emergency addresses', name: 'emergency-addresses.csv', kind: { name: 'CSV', extensions: ['csv'] } }, async () => formatCsv(addressCells(await filled()))) };
    },
    'emergency.saveCallBack': async ({ siteId, numbers, extension, name }) => {
      const { saveCallBack } = await tools();
      await intend(siteId, (emergency) => {
        const saved = saveCallBack(emergency, numbers, extension, name);
        if (!saved.ok) throw invalidValues([{ field: saved.field, why: saved.why }]);
        return saved.value;
      });
      return {};
    },
    'emergency.saveScope': async ({ siteId, exempt, barred }) => {
      const { readScope } = await tools();
      const scope = readScope(exempt, barred);
      if (!scope.ok) throw invalidValues([...scope.fields]);
      await intend(siteId, (emergency) => ({ ...emergency, ...scope.value }));
      return {};
    },
  };
}

/** What was accepted; what was refused stands beside its field, and nothing is saved. */
function taken(field: string, judged: Judgement<EmergencyIntent>): EmergencyIntent {
  if (!judged.ok) throw invalidValues([{ field, why: judged.why }]);
  return judged.value;
}
