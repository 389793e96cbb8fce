import { shell } from 'electron';
import type { LinkName } from '../../domain/guide/links.ts';
import { CommandFault } from '../fault.ts';
import { linkAddress } from './link-table.ts';

/** The address a link would open, to be shown before it does. */
export function showLink(link: LinkName, fqdn: string | null): string {
  const url = linkAddress(link, fqdn);
  if (url === null) throw new CommandFault({ code: 'invalid-value', what: 'There is nothing to open yet.', why: 'The site has no valid 3CX FQDN.', next: 'Enter it in the chapter “3CX instance”.' });
  return url;
}

/** The only way out to the system's browser. */
export async function openLink(link: LinkName, fqdn: string | null): Promise<void> {
  const url = showLink(link, fqdn);
  await shell.openExternal(url).catch(() => {
    throw new CommandFault({ code: 'io', what: 'The link did not open.', why: 'This system has no browser that takes it.', next: `Open it yourself: ${url}` });
  });
}
