import type { Extension } from '../numbers/directory.ts';
import { E164 } from '../numbers/e164.ts';
import type { OutboundRule } from '../site/outbound-rule.ts';
import { type Finding, finding, firstFew, ruleLabel, sentence } from './finding.ts';

const CHANGE = 'Set it to the extension’s DID.';
const WHY_FOREIGN = 'Twilio refuses a call from a number that is neither its own nor verified, and an emergency call needs a number of this trunk';

function count(extensions: readonly string[], one: string, many: string): string {
  return `${extensions.length === 1 ? `1 extension ${one}` : `${extensions.length.toLocaleString('en')} extensions ${many}`}: ${firstFew(extensions)}.`;
}

/**
 * Whether every extension, and every route that sets one, has a caller ID that Twilio takes, and every DID is on the trunk and has one extension. One finding a kind, however many extensions.
 * `trunkNumbers` (E.164) null: which numbers the trunk has is not known, so none is foreign.
 */
export function lintCallerIds(extensions: readonly Extension[], rules: readonly OutboundRule[], trunkNumbers: readonly string[] | null): readonly Finding[] {
  const ours = trunkNumbers === null ? null : new Set(trunkNumbers);
  const without: string[] = [];
  const unreadable: string[] = [];
  const foreign: string[] = [];
  const owners = new Map<string, string[]>();
  for (const { number, callerId, dids } of extensions) {
    for (const did of new Set(dids)) {
      const others = owners.get(did);
      if (others === undefined) owners.set(did, [number]);
      else others.push(number);
    }
    const id = callerId.trim();
    if (id === '') without.push(number);
    else if (!E164.test(id)) unreadable.push(number);
    else if (ours !== null && !ours.has(id)) foreign.push(number);
  }
  const findings: Finding[] = [];
  if (without.length > 0) {
    findings.push(finding(
      'no-caller-id', 'error', `${count(without, 'has no outbound caller ID', 'have no outbound caller ID')} What 3CX shows instead is not confirmed: the trunk’s number, or the extension’s own, which Twilio refuses.`,
      CHANGE, { extensions: without },
    ));
  }
  if (unreadable.length > 0) {
    findings.push(finding(
      'caller-id-not-e164', 'error', `${count(unreadable, 'has an outbound caller ID that is not in E.164 form', 'have outbound caller IDs that are not in E.164 form')} Twilio wants + with the country code and the number.`,
      CHANGE, { extensions: unreadable },
    ));
  }
  if (foreign.length > 0) {
    findings.push(finding(
      'foreign-caller-id', 'error', `${count(foreign, 'has an outbound caller ID that is no number of this trunk', 'have outbound caller IDs that are no numbers of this trunk')} ${WHY_FOREIGN}.`,
      'Set it to one of the trunk’s numbers, or put the number on the trunk.', { extensions: foreign },
    ));
  }
  const elsewhere = ours === null ? [] : [...owners].filter(([did]) => E164.test(did) && !ours.has(did));
  if (elsewhere.length > 0) {
    findings.push(finding(
      'did-not-on-trunk', 'warning', `${elsewhere.length === 1 ? 'One DID of an extension is' : `${elsewhere.length.toLocaleString('en')} DIDs of extensions are`} not on this trunk: ${firstFew(elsewhere.map(([did, numbers]) => `${did} of ${firstFew(numbers)}`))}. Calls to it do not arrive here.`,
      'Put the number on the trunk, or give the extension another one.', { extensions: [...new Set(elsewhere.flatMap(([, numbers]) => numbers))] },
    ));
  }
  const shared = [...owners].filter(([, numbers]) => numbers.length > 1);
  if (shared.length > 0) {
    findings.push(finding(
      'shared-did', 'warning',
      `${shared.length === 1 ? 'One DID is' : `${shared.length.toLocaleString('en')} DIDs are`} given to more than one extension: ${firstFew(shared.map(([did, numbers]) => `${did} to ${firstFew(numbers)}`))}. Who calls it back, an emergency service too, reaches only one of them.`,
      'Give each extension a DID of its own, or leave the others without one.', { extensions: [...new Set(shared.flatMap(([, numbers]) => numbers))] },
    ));
  }
  for (const [index, rule] of rules.entries()) {
    const wrong = rule.routes.find(({ trunk, callerId }) => {
      const id = callerId.trim();
      return trunk === null && id !== '' && (!E164.test(id) || (ours !== null && !ours.has(id)));
    });
    if (wrong === undefined) continue;
    const readable = E164.test(wrong.callerId.trim());
    findings.push(finding(
      readable ? 'foreign-caller-id' : 'caller-id-not-e164', 'error',
      `${sentence(ruleLabel(index, rule))} shows the caller ID “${firstFew([wrong.callerId.trim()])}”, which is ${readable ? `no number of this trunk. ${WHY_FOREIGN}` : 'not in E.164 form'}.`,
      'Set it to one of the trunk’s numbers, or leave it empty so that the extension’s is shown.', { rules: [rule.id] },
    ));
  }
  return findings;
}
