import type { ReactNode } from 'react';
import type { OpenSite } from '../../../../domain/site/record.ts';
import { compareAddress } from '../../../../domain/trunk/pbx-address.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { useCall } from '../../../use-call.ts';
import { moment } from '../../../words.ts';

/** Where the PBX's name leads, against the address that was entered. Only a contradiction asks for a decision. */
export function NameFinding({ site }: { readonly site: OpenSite }): ReactNode {
  const lookUp = useCall('site.lookUpName');
  const { fqdn } = site.intent.pbx;
  if (fqdn === null) return null;
  const { pbxName } = site.observed;
  return (
    <section className="finding" aria-label="Where the name leads">
      <Finding site={site} />
      <div className="form-row">
        <ActionButton look="quiet" busy={lookUp.busy} busyWords="Looking it up…" onPress={() => void lookUp.run({ siteId: site.id })}>Look up the name</ActionButton>
        {pbxName?.fqdn === fqdn && <span className="aside">Looked up {moment(pbxName.at)}</span>}
      </div>
      <FaultNote fault={lookUp.fault} />
    </section>
  );
}

function Finding({ site }: { readonly site: OpenSite }): ReactNode {
  const agree = useCall('site.agree');
  const save = useCall('site.savePbx');
  const finding = compareAddress(site.intent, site.observed.pbxName);
  const { fqdn, ipv4 } = site.intent.pbx;
  const going = ipv4.length > 1 ? 'All that were entered go' : 'That address goes';
  if (finding.kind === 'agrees') {
    const answer = site.observed.pbxName?.value;
    const same = answer?.kind === 'addresses' ? ipv4.filter((address) => answer.addresses.includes(address)) : [];
    return <Note shape="done"><p>The name leads to {same.join(', ')}, as entered. {going} into the access control list.</p></Note>;
  }
  if (finding.kind === 'not-measured') return <Note shape="unknown"><p>{finding.sentence} Nothing waits for this.</p></Note>;
  const { resolved, question } = finding;
  const entered = ipv4.join(', ');
  if (finding.settled) return <Note shape="done"><p>The name leads to {resolved.join(', ')}. You decided for {entered}: {ipv4.length > 1 ? 'these go' : 'that address goes'} into the access control list.</p></Note>;
  const busy = agree.busy || save.busy;
  return (
    <Note shape="attention">
      <p><strong>The name and the address do not agree.</strong></p>
      <p><span className="mono">{fqdn}</span> leads to <span className="mono">{resolved.join(', ')}</span>, and <span className="mono">{entered}</span> {ipv4.length > 1 ? 'were' : 'was'} entered. Twilio refuses calls from an address that is not in the list. Which one goes into it?</p>
      <div className="form-row">
        {/* It takes the place of the first: the others stay, as a second line or a stand-by may have them. */}
        {resolved.map((address) => (
          <ActionButton key={address} busy={save.busy} isDisabled={busy} onPress={() => void save.run({ siteId: site.id, fqdn: fqdn ?? '', ipv4: [address, ...ipv4.slice(1)].join(', ') })}>{address}, where the name leads</ActionButton>
        ))}
        <ActionButton busy={agree.busy} isDisabled={busy} onPress={() => void agree.run({ siteId: site.id, names: [question] })}>{entered}, as entered</ActionButton>
      </div>
      <FaultNote fault={agree.fault ?? save.fault} />
    </Note>
  );
}
