import type { ReactNode } from 'react';
import type { StepId } from '../../../domain/site/step-ids.ts';
import { CompareStep } from './compare/compare-step.tsx';
import { CallBackStep } from './coverage/call-back-step.tsx';
import { CoverageStep } from './coverage/coverage-step.tsx';
import { TestCallStep } from './coverage/test-call-step.tsx';
import { DidsStep } from './directory/dids-step.tsx';
import { ExtensionsStep } from './directory/extensions-step.tsx';
import { AddressesStep } from './emergency/addresses-step.tsx';
import { RegisteredStep } from './emergency/registered-step.tsx';
import { TerritoryStep } from './emergency/territory-step.tsx';
import { EmergencyNumbersStep } from './rules/emergency-numbers-step.tsx';
import { RulesStep } from './rules/rules-step.tsx';
import { LeaveStep } from './leave/leave-step.tsx';
import { NumbersStep } from './numbers/numbers-step.tsx';
import { SetUpStep } from './setup/set-up-step.tsx';
import { AccountStep } from './steps/account-step.tsx';
import { EnterIn3cxStep } from './steps/enter-in-3cx-step.tsx';
import { LoginStep } from './steps/login-step.tsx';
import { PbxStep } from './steps/pbx-step.tsx';
import { SecurityStep } from './steps/security-step.tsx';
import { TrunkStep } from './steps/trunk-step.tsx';
import type { StepProps } from './step-view.tsx';
import { PlanStep } from './visit/plan-step.tsx';
import { RefreshStep } from './visit/refresh-step.tsx';

/** The steps that have a form or a panel of their own. All others are read, done and ticked. */
export const PANELS: Partial<Record<StepId, (props: StepProps) => ReactNode>> = {
  'visit.plan': PlanStep, 'visit.refresh': RefreshStep, 'pbx.login': LoginStep, 'pbx.values': PbxStep, 'account.choose': AccountStep, 'trunk.values': TrunkStep,
  'security.values': SecurityStep, 'numbers.choose': NumbersStep, 'setup.run': SetUpStep, 'setup.compare': CompareStep, 'trunk-in-3cx.enter': EnterIn3cxStep, 'rules.enter': RulesStep,
  'extensions.dids': DidsStep, 'extensions.users': ExtensionsStep, 'emergency-twilio.territory': TerritoryStep, 'emergency-twilio.addresses': AddressesStep, 'emergency-twilio.registered': RegisteredStep,
   'emergency-3cx.numbers': EmergencyNumbersStep, 'emergency-3cx.coverage': CoverageStep, 'test-933.call': TestCallStep, 'test-933.callback': CallBackStep, 'hand-over.leave': LeaveStep,
};
