import { notPublic } from '../site/addresses.ts';
import type { Intent, Observed } from '../site/record.ts';

/** How the PBX's name and its entered address agree. Only `contradiction` needs a person; nothing here blocks a set-up by itself. */
export type AddressFinding =
  /** `unconfirmed`: addresses that were entered beside, and that the name does not lead to. */
  | { readonly kind: 'agrees'; readonly confirmed: readonly string[]; readonly unconfirmed: readonly string[] }
  | { readonly kind: 'not-measured'; readonly sentence: string }
  | { readonly kind: 'contradiction'; readonly question: string; readonly entered: string; readonly resolved: readonly string[]; readonly settled: boolean };

/** The identifier under which the technician's decision for the entered address is kept in `intent.agreed`. */
export function insistOnEntered(entered: string, resolved: readonly string[]): string {
  return `address ${entered} not ${[...resolved].sort().join(',')}`;
}

/** Compares what was entered with what the name server said. A private answer is split DNS: it says nothing about the public side. */
export function compareAddress(intent: Intent, pbxName: Observed['pbxName']): AddressFinding {
  const [entered] = intent.pbx.ipv4;
  const { fqdn } = intent.pbx;
  if (fqdn === null || entered === undefined) return { kind: 'not-measured', sentence: 'The name is compared with the address once both are entered.' };
  if (pbxName === null || pbxName.fqdn !== fqdn) return { kind: 'not-measured', sentence: 'Not measured: the name has not been looked up yet.' };
  if (pbxName.value.kind === 'none') {
    return { kind: 'not-measured', sentence: `Not measured: no name server answered for ${fqdn}. Compare the address with the 3CX dashboard yourself.` };
  }
  const published = pbxName.value.addresses.filter((address) => notPublic(address) === null);
  if (published.length === 0) {
    return { kind: 'not-measured', sentence: `Not measured: on this network ${fqdn} leads to a private address (${pbxName.value.addresses.join(', ')}), so the public one cannot be seen from here.` };
  }
  const confirmed = intent.pbx.ipv4.filter((address) => published.includes(address));
  if (confirmed.length > 0) return { kind: 'agrees', confirmed, unconfirmed: intent.pbx.ipv4.filter((address) => !published.includes(address)) };
  const question = insistOnEntered(entered, published);
  return { kind: 'contradiction', question, entered, resolved: published, settled: intent.agreed.includes(question) };
}
