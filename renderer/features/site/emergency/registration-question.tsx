import type { ReactNode } from 'react';
import type { EmergencyQuestion } from '../../../../domain/emergency/questions.ts';
import { useCall } from '../../../use-call.ts';
import { PlanQuestion } from '../setup/plan-question.tsx';
import type { StepProps } from '../step-view.tsx';

/** A question about addresses on numbers. Its no does what it says, here and at once, or opens the address that it names. */
export function RegistrationQuestion({ question, siteId, go, onEdit }: { readonly question: EmergencyQuestion; readonly siteId: string; readonly go: StepProps['go']; readonly onEdit: (addressId: string) => void }): ReactNode {
  const choose = useCall('emergency.choose');
  const assign = useCall('emergency.assign');
  const { instead } = question;
  const refuse = async (): Promise<void> => {
    if (instead?.do === 'edit') onEdit(instead.address);
    if (instead?.do !== 'assign') return;
    const chosen = instead.sid === null ? null : await choose.run({ siteId, sid: instead.sid });
    if (chosen === null) await assign.run({ siteId, numbers: [...instead.numbers], address: instead.address });
    else if (chosen?.ok) await assign.run({ siteId, numbers: [...instead.numbers], address: chosen.value.addressId });
  };
  return <PlanQuestion question={question} siteId={siteId} go={go} {...(instead === undefined ? {} : { no: { onPress: () => void refuse(), busy: choose.busy || assign.busy, fault: choose.fault ?? assign.fault } })} />;
}
