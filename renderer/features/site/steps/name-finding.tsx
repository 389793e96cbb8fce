import { type ReactNode, useEffect, useRef } from 'react';
import type { OpenSite } from '../../../../domain/site/record.ts';
import { compareAddress } from '../../../../domain/trunk/pbx-address.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote, Note } from '../../../ui/fault-note.tsx';
import { useCall } from '../../../use-call.ts';
import { moment } from '../../../words.ts';

/** Where the PBX's name leads, against the address that was entered. Only a contradiction asks for a decision. */
export function NameFinding({ site }: { readonly site: OpenSite }): ReactNode {
  const lookUp = useCall('site.lookUpName');
  const { fqdn, ipv4 } = site.intent.pbx;
  const { pbxName } = site.observed;
  const place = useRef<HTMLElement>(null);
  const answer = `${pbxName?.at ?? ''} ${fqdn ?? ''} ${ipv4.join()}`;
  const shown = useRef(answer);
  // A new answer to what was saved or asked comes into sight, unless somebody types.
  useEffect(() => {
    if (shown.current === answer) return;
    shown.current = answer;
    if (document.activeElement?.matches('input, textarea, select') !== true) place.current?.scrollIntoView({ block: 'nearest' });
  }, [answer]);
  if (fqdn === null) return null;
  return (
    <section ref={place} className="finding" aria-label="Where the name leads">
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
  if (finding.kind === 'agrees') {
    const { confirmed, unconfirmed } = finding;
    const many = unconfirmed.length > 1;
    return (
      <>
        <Note shape="done"><p>The name leads to <span className="mono">{confirmed.join(', ')}</span>, as entered. {confirmed.length > 1 ? 'These go' : 'That address goes'} into the access control list.</p></Note>
        {unconfirmed.length > 0 && (
          <Note shape="unknown">
            <p><strong>Nothing confirms <span className="mono">{unconfirmed.join(', ')}</span>:</strong> the name does not lead there. {many ? 'They go' : 'It goes'} into the list all the same, and Twilio takes calls from {many ? 'them' : 'it'}. Compare {many ? 'them' : 'it'} with the 3CX dashboard, or with the customer’s second line.</p>
          </Note>
        )}
      </>
    );
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
