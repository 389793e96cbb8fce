import { type ReactNode, useState } from 'react';
import type { OpenSite } from '../../../../domain/site/record.ts';
import { readSipPassword } from '../../../../domain/site/values.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FaultNote } from '../../../ui/fault-note.tsx';
import { Field, focusField } from '../../../ui/field.tsx';
import { ModalDialog } from '../../../ui/modal-dialog.tsx';
import { StateMark } from '../../../ui/state-mark.tsx';
import { useCall } from '../../../use-call.ts';
import { useReveal } from '../sheet/use-reveal.ts';

export interface SipPasswordState {
  /** The field is shown. */
  readonly typing: boolean;
  /** What was typed; null while the one in the vault stays. */
  readonly typed: string | null;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly setTyping: (typing: boolean) => void;
  readonly check: () => boolean;
  readonly reset: () => void;
}

/** @param settled one is in the vault, or Twilio and 3CX have theirs: none has to be typed */
export function useSipPassword(settled: boolean): SipPasswordState {
  const [asked, setAsked] = useState(false);
  const [text, setText] = useState('');
  const typing = asked || !settled;
  const typed = typing && text !== '' ? text : null;
  const reset = (): void => {
    setAsked(false);
    setText('');
  };
  return {
    typing, typed, text, setText, reset,
    setTyping: (now) => (now ? setAsked(true) : reset()),
    check: () => typed === null || readSipPassword(typed).ok || !focusField('sipPassword'),
  };
}

/** The SIP credential password: kept from the vault, made anew, or typed because 3CX already has one. That of a trunk that was taken over may be known to nobody here. */
export function SipPassword({ site, state }: { readonly site: OpenSite; readonly state: SipPasswordState }): ReactNode {
  const reveal = useReveal(site.id, 'trunk.sipPassword');
  const generate = useCall('site.generateSipPassword');
  const [asking, setAsking] = useState(false);
  const elsewhere = site.intent.trunk.sipPassword === null;
  const known = site.known.sipPassword && !elsewhere;
  const judged = state.text === '' ? null : readSipPassword(state.text);
  return (
    <div className="sip-password" role="group" aria-labelledby="sip-password-label" data-field={state.typing ? undefined : 'sipPassword'}>
      {!state.typing && (
        <>
          <span id="sip-password-label" className="field-label">SIP credential password</span>
          <div className="form-row">
            {elsewhere && <StateMark shape="unknown">Not known to Trunkbook</StateMark>}
            {known && (reveal.text === null ? <StateMark shape="done">One is in the vault</StateMark> : <span className="mono sheet-text">{reveal.text}</span>)}
            {known && (reveal.text === null
              ? <ActionButton look="quiet" busy={reveal.busy} onPress={() => void reveal.show()}>Reveal</ActionButton>
              : <ActionButton look="quiet" onPress={reveal.hide}>Hide ({reveal.secondsLeft} s)</ActionButton>)}
            <ActionButton look="quiet" onPress={() => setAsking(true)}>Make a new one</ActionButton>
            <ActionButton look="quiet" onPress={() => { reveal.hide(); state.setTyping(true); }}>Type one</ActionButton>
          </div>
          {elsewhere && <p className="field-hint">Twilio and 3CX have a password that Trunkbook does not know. It works as long as nobody changes it. Make a new one only if it is lost: then it must be entered in 3CX too.</p>}
        </>
      )}
      {state.typing && (
        <>
          <span id="sip-password-label" className="unseen">SIP credential password</span>
          <Field
            label="SIP credential password" name="sipPassword" type="password" value={state.text} onChange={state.setText} autoFocus={known || elsewhere} why={judged?.ok === false ? judged.why : null}
            hint="The one that 3CX sends to Twilio with each call. 12 characters or more, with a digit, an upper and a lower case letter."
          />
          <div className="form-row">
            {known || elsewhere
              ? <ActionButton look="quiet" onPress={() => state.setTyping(false)}>{elsewhere ? 'Keep the one that Twilio and 3CX have' : 'Keep the one in the vault'}</ActionButton>
              : <ActionButton look="quiet" busy={generate.busy} busyWords="Making one…" onPress={() => void generate.run({ siteId: site.id })}>Make one</ActionButton>}
          </div>
        </>
      )}
      <FaultNote fault={reveal.fault ?? generate.fault} />
      <ModalDialog title="Make a new SIP credential password?" isOpen={asking} onClose={() => setAsking(false)} busy={generate.busy}>
        <p>{elsewhere ? 'Twilio and 3CX have one that Trunkbook does not know. A new one takes its place.' : 'The one in the vault is replaced.'} Twilio gets the new one at the next set-up; from then on calls fail until 3CX has it too, in the trunk’s Authentication password.</p>
        <FaultNote fault={generate.fault} />
        <div className="form-end">
          <ActionButton onPress={() => setAsking(false)} isDisabled={generate.busy}>Keep the old one</ActionButton>
          <ActionButton look="primary" busy={generate.busy} busyWords="Making one…" onPress={async () => { if ((await generate.run({ siteId: site.id }))?.ok) { reveal.hide(); setAsking(false); } }}>Make a new one</ActionButton>
        </div>
      </ModalDialog>
    </div>
  );
}
