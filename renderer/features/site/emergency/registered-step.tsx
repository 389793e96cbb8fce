import './emergency.css';
import '../numbers/numbers.css';
import { type ReactNode, useMemo } from 'react';
import type { NumberStanding } from '../../../../domain/emergency/standing.ts';
import { useNow } from '../../../use-now.ts';
import type { StepProps } from '../step-view.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { NeedsYou } from './needs-you.tsx';
import { withForm } from './opened-address.ts';
import { Counts, Queue, queueOf } from './queue.tsx';
import { LetTimePass } from './let-time-pass.tsx';
import { RegisteredList } from './registered-list.tsx';
import { ReportRegistration } from './report-registration.tsx';

/** Often enough for what is under way, in milliseconds. */
const OFTEN = 5000;

/** Each number with what Twilio says of its emergency address, since when, and when it is asked again; by hand, what the Console shows. */
export function RegisteredStep({ site, overview, go }: StepProps): ReactNode {
  const now = useNow(OFTEN);
  const plan = overview.emergency;
  const { emergency, account } = site.intent;
  const byHand = plan.kind === 'by-hand';
  const rows = useMemo(() => {
    const names = new Map(emergency.addresses.map(({ id, friendlyName }) => [id, friendlyName]));
    const wanted = new Map(emergency.numbers.map(({ phoneNumber, address }) => [phoneNumber, address]));
    return [...plan.numbers].map(([phoneNumber, standing]) => ({ phoneNumber, standing, address: names.get(wanted.get(phoneNumber) ?? '') ?? null }))
      .toSorted((one, other) => ORDER.indexOf(one.standing.kind) - ORDER.indexOf(other.standing.kind));
  }, [plan, emergency]);
  const { counts } = useMemo(() => queueOf(plan), [plan]);
  const withAddress = emergency.numbers.filter(({ address }) => address !== null).length;
  if (withAddress === 0 && rows.every(({ standing }) => standing.kind === 'none' || standing.kind === 'unassigned' || standing.kind === 'not-here')) {
    return (
      <section aria-labelledby="registered-title">
        <h3 id="registered-title">Registration of each number</h3>
        <p className="empty is-small">No number has an address.</p>
        <div className="form-row"><ActionButton look="primary" onPress={() => go('emergency-twilio.addresses')}>Go to “Give each number its emergency address”</ActionButton></div>
      </section>
    );
  }
  return (
    <>
      <NeedsYou site={site} plan={plan} go={go} onEdit={(id) => go('emergency-twilio.addresses', 'friendlyName', (typed) => withForm(typed, `edit ${id}`))} />
      <section className="registered" aria-labelledby="registered-title">
        <h3 id="registered-title">Registration of each number</h3>
        {byHand
          ? <ReportRegistration site={site} rows={rows} now={now} />
          : <><Counts counts={counts} /><RegisteredList rows={rows} now={now} /></>}
      </section>
      {!byHand && <Queue site={site} plan={plan} now={now} go={go} counted={false} trunkDone={overview.stateOf('setup.run').kind === 'done'} />}
      {account.kind === 'practice' && <LetTimePass siteId={site.id} />}
    </>
  );
}

/** What needs somebody first, what is settled last. */
const ORDER: readonly NumberStanding['kind'][] = ['for-person', 'queued', 'under-way', 'not-read', 'unassigned', 'reported', 'registered', 'none', 'not-here'];
