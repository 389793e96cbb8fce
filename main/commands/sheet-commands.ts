import { currentSipPassword, withoutSecrets } from '../../domain/site/record.ts';
import { type SheetField, transferSheet } from '../../domain/trunk/sheet.ts';
import { copiedValue } from '../clipboard.ts';
import { CLIPBOARD_SECONDS } from '../copied-value.ts';
import type { Desk } from '../desk.ts';
import { CommandFault } from '../fault.ts';
import type { Handlers } from '../ipc/answer.ts';

/** Copying and revealing the values of the transfer sheet. Main reads them from the vault; the page names only the field. */
export function sheetCommands(desk: Desk): Pick<Handlers, 'sheet.copy' | 'sheet.reveal'> {
  const valueOf = async (siteId: string, field: SheetField): Promise<string> => {
    const site = await desk.site(siteId);
    if (field === 'pbx.password' && site.secrets.pbxPassword) return site.secrets.pbxPassword.value;
    const sipPassword = currentSipPassword(site);
    if (field === 'trunk.sipPassword' && sipPassword) return sipPassword.value;
    const row = transferSheet(withoutSecrets(site)).find((one) => one.field === field);
    if (row?.value.kind === 'plain') return row.value.text;
    throw new CommandFault({ code: 'not-found', what: 'There is nothing to copy yet.', why: 'This value has not been entered.', next: 'Enter it in its chapter first.' });
  };
  return {
    'sheet.copy': async ({ siteId, field }) => {
      await copiedValue.copy(await valueOf(siteId, field));
      return { clearsAfterSeconds: CLIPBOARD_SECONDS };
    },
    'sheet.reveal': async ({ siteId, field }) => ({ text: await valueOf(siteId, field) }),
  };
}
