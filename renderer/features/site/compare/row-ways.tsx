import { type ReactNode, useState } from 'react';
import { spacedPhoneNumber } from '../../../../domain/numbers/phone-number.ts';
import type { OpenSite } from '../../../../domain/site/record.ts';
import { type DriftRow, isDiffering } from '../../../../domain/trunk/drift.ts';
import type { Plan } from '../../../../domain/trunk/plan.ts';
import { stepOf } from '../../../../domain/guide/chapters.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { useCall } from '../../../use-call.ts';
import { LINK_WORDS } from '../link-words.ts';
import { OpenLink } from '../open-link.tsx';
import { ConfirmConsents } from '../setup/confirm-consents.tsx';
import { HeldItems } from '../setup/held-items.tsx';
import { PlanQuestion } from '../setup/plan-question.tsx';
import type { StepProps } from '../step-view.tsx';
import { consolePage, heldIn, placeIn3cx, questionsOf, shown } from './compare-words.ts';

/** So many of the calls that a row would make are named; a trunk that is missing altogether needs them all. */
const NAMED = 2;

interface Ways {
  readonly row: DriftRow;
  readonly site: OpenSite;
  readonly plan: Plan;
  /** A question about everything is open: then nothing is done at Twilio from a row. */
  readonly waits: boolean;
  readonly go: StepProps['go'];
}

/** Whether anything can be done about a row, or must be said of it. */
export function hasWays(row: DriftRow, plan: Plan): boolean {
  return row.toTwilio.length > 0 || row.toSite !== null || row.pbxToSite !== null || row.ask !== null || row.pbxState === 'differs' || (row.byHand !== null && isDiffering(row)) || heldIn(row, plan).length > 0;
}

/** What can be done about a row that differs: at Twilio, here, and in 3CX. */
export function RowWays({ row, site, plan, waits, go }: Ways): ReactNode {
  const take = useCall('trunk.take');
  const apply = useCall('trunk.apply');
  const [asking, setAsking] = useState<'costs' | 'off' | null>(null);
  const { id, label, toTwilio, toSite, pbxToSite, pbxRefused, ask, byHand, pbxState } = row;
  const consents = toTwilio.filter(({ consent }) => consent !== null);
  const questions = waits ? [] : questionsOf(row, plan);
  const words = `${toTwilio.every(({ effect }) => effect === 'remove') ? 'Take it away at Twilio' : 'Set Twilio'}${consents.length > 0 ? '…' : ''}`;
  const held = heldIn(row, plan);
  const differing = isDiffering(row);
  const place = placeIn3cx(row);
  // Of many numbers that are alike the row says which; of one, its name does.
  const many = id === 'numbers.extra';
  const number = id.startsWith('number ') ? spacedPhoneNumber(id.slice('number '.length)) : null;
  const off = many ? 'Take them off the trunk' : 'Take it off the trunk';

  const repair = async (confirmed: readonly string[]): Promise<void> => {
    const result = await apply.run({ siteId: site.id, goal: { kind: 'repair', row: id, confirmed: [...confirmed] } });
    if (result !== undefined) setAsking(null);
  };
  const takeOff = async (): Promise<void> => {
    const said = await take.run({ siteId: site.id, row: id, from: 'asked' });
    if (said?.ok) await repair([]);
    else if (said) setAsking(null);
  };
  const takeOver = (from: 'twilio' | '3cx', words: string): ReactNode => (
    <ActionButton busy={take.busy} busyWords="Saving…" onPress={() => void take.run({ siteId: site.id, row: id, from })} label={`${shown(row, words)}: ${label}`}>{shown(row, words)}</ActionButton>
  );
  return (
    <div className="ways">
      {questions.map((question) => <PlanQuestion key={question.id} question={question} siteId={site.id} go={go} />)}
      {toTwilio.length > 0 && questions.length === 0 && (
        <Way where="At Twilio">
          {waits
            ? <span className="way-words">Answer the question above first.</span>
            : (
              <>
                <ActionButton busy={apply.busy} busyWords="Starting…" onPress={() => (consents.length > 0 ? setAsking('costs') : void repair([]))} label={`${words}: ${label}`}>{words}</ActionButton>
                <span className="way-words">{toTwilio.slice(0, NAMED).map((action) => action.words).join('; ')}{toTwilio.length > NAMED && `; and ${toTwilio.length - NAMED} more`}</span>
              </>
            )}
        </Way>
      )}
      {ask && <Way where="At Twilio"><ActionButton busy={take.busy || apply.busy} onPress={() => setAsking('off')} label={`${off}…: ${label}`}>{`${off}…`}</ActionButton></Way>}
      {toSite && <Way where="Here">{takeOver('twilio', toSite.words)}</Way>}
      {pbxToSite && <Way where="Here">{takeOver('3cx', pbxToSite.words)}</Way>}
      {pbxRefused !== null && <Way where="Here"><span className="way-words">What 3CX has cannot be taken over here. {pbxRefused}</span></Way>}
      {pbxState === 'differs' && <Way where="In 3CX"><ActionButton onPress={() => go(place)} label={`Change it in 3CX: ${label}`}>Change it in 3CX</ActionButton><span className="way-words">The step “{stepOf(place).title}” says where.</span></Way>}
      {byHand !== null && differing && (
        <Way where="By hand"><span className="way-words">{byHand}</span><OpenLink link={consolePage(row)} siteId={site.id}>{LINK_WORDS[consolePage(row)]}</OpenLink></Way>
      )}
      <HeldItems held={held} siteId={site.id} />
      <FaultNote fault={take.fault ?? apply.fault} />
      {asking === 'costs' && (
        <ConfirmConsents
          actions={consents} practice={site.intent.account.kind === 'practice'} busy={apply.busy} doing="set Twilio"
          onClose={() => setAsking(null)} onConfirm={() => void repair(consents.map((action) => action.id))}
        />
      )}
      <ModalDialog title={`Take somebody’s ${many ? 'numbers' : 'number'} off the trunk?`} isOpen={asking === 'off'} alert onClose={() => setAsking(null)} busy={take.busy || apply.busy}>
        <p>{number !== null && <><strong className="mono">{number}</strong>. </>}{many && row.twilio.kind === 'value' && <><strong>{row.twilio.text}.</strong> </>}{many
          ? 'Calls to them stop reaching this PBX at once, and nobody can call out with them over this trunk. The account keeps the numbers, and they can be put back.'
          : 'Calls to it stop reaching this PBX at once, and nobody can call out with it over this trunk. The account keeps the number, and it can be put back.'}
        </p>
        <p>{many ? 'Trunkbook did not put them all there' : 'Trunkbook did not put it there'}: whoever did may count on {many ? 'them' : 'it'}. Ask them first.</p>
        <div className="form-end">
          <ActionButton onPress={() => setAsking(null)} isDisabled={take.busy || apply.busy}>Leave it</ActionButton>
          <ActionButton look="danger" busy={take.busy || apply.busy} busyWords="Starting…" onPress={() => void takeOff()}>{off}</ActionButton>
        </div>
      </ModalDialog>
    </div>
  );
}

/** One way to settle a difference: where it is done, and how. */
function Way({ where, children }: { readonly where: string; readonly children: ReactNode }): ReactNode {
  return <div className="way" role="group" aria-label={where}><span className="way-where" aria-hidden="true">{where}</span><div className="way-how">{children}</div></div>;
}
