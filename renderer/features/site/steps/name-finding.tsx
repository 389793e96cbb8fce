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
  if (finding.kind === 'agrees') return <Note shape="done"><p>The name leads to {ipv4[0]}, as entered. That address goes into the access control list.</p></Note>;
  if (finding.kind === 'not-measured') return <Note shape="unknown"><p>{finding.sentence} Nothing waits for this.</p></Note>;
  const { entered, resolved, question } = finding;
  if (finding.settled) return <Note shape="done"><p>The name leads to {resolved.join(', ')}. You decided for {entered}: that address goes into the access control list.</p></Note>;
  const busy = agree.busy || save.busy;
  return (
    <Note shape="attention">
      <p><strong>The name and the address do not agree.</strong></p>
      <p><span className="mono">{fqdn}</span> leads to <span className="mono">{resolved.join(', ')}</span>, and <span className="mono">{entered}</span> was entered. Twilio refuses calls from an address that is not in the list. Which one goes into it?</p>
      <div className="form-row">
        {resolved.map((address) => (
          <ActionButton key={address} busy={save.busy} isDisabled={busy} onPress={() => void save.run({ siteId: site.id, fqdn: fqdn ?? '', ipv4: address })}>{address}, where the name leads</ActionButton>
        ))}
        <ActionButton busy={agree.busy} isDisabled={busy} onPress={() => void agree.run({ siteId: site.id, question })}>{entered}, as entered</ActionButton>
      </div>
      <FaultNote fault={agree.fault ?? save.fault} />
    </Note>
  );
}
