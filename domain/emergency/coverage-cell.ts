import type { CallerId } from '../dialplan/outcome.ts';
import type { EmergencyAddress } from '../site/emergency-record.ts';
import type { StepId } from '../site/step-ids.ts';

/** From the worst to the best. */
export const CELL_STATES = ['missing', 'not-measured', 'waiting', 'proven', 'not-applicable'] as const;
/** `missing`: something is known to fail. `waiting`: only Twilio's registration is under way. `proven`: everything holds, and was tested where a test exists. */
export type CellState = (typeof CELL_STATES)[number];

/** What must hold for an emergency call from an extension, in the order in which it is looked at. */
export const CONDITIONS = ['caller-id', 'on-trunk', 'rule', 'in-3cx', 'place', 'registered', 'call-back', 'origination', 'notifications', 'test'] as const;
export type ConditionId = (typeof CONDITIONS)[number];

export interface CoverageCondition {
  readonly id: ConditionId;
  readonly state: 'met' | 'missing' | 'waiting' | 'not-measured' | 'not-applicable';
  /** How it stands, in a sentence. What holds for thousands says so in the same words: the number stands beside it. */
  readonly words: string;
  /** Where it can be mended or measured; null where nothing is to be done. */
  readonly step: StepId | null;
  /** It rests on a person's word alone. */
  readonly reported: boolean;
  /** What to do about it, in a sentence; empty where nothing is. */
  readonly todo: string;
}

/** What a 933 call from an extension must read back: the number that it shows, and what is registered with it. `addressSid` null where only the Console was seen. */
export interface ExpectedReadBack {
  readonly callerId: string;
  readonly addressSid: string | null;
  readonly address: string;
}

/** One extension of the matrix. */
export interface CoverageCell {
  readonly extension: string;
  /** The name of its user; empty where none is known. */
  readonly name: string;
  readonly state: CellState;
  /** What an emergency call would show, and where that is set. Which comes first is [U] (threecx.md 2.6): only 933 proves it. */
  readonly callerId: CallerId;
  /** A DID of its own, or a number that its place shares; null where it shows none. */
  readonly way: 'own-did' | 'location-number' | null;
  /** Where the phone stands; null where no address is needed, or nobody has said. */
  readonly address: EmergencyAddress | null;
  readonly conditions: readonly CoverageCondition[];
  /** What to do, in one sentence. */
  readonly todo: string;
  /** The 933 call that proves it; of another extension where they share the pair of number and address. */
  readonly provenBy: { readonly extension: string; readonly who: string; readonly at: string } | null;
  /** What a 933 call must read; null where there is nothing to read yet, or no such service. */
  readonly expected: ExpectedReadBack | null;
  /** Proven, but partly by people’s word: in a country without a test number somebody went over it by reading; and what a person saw in the Console no 933 call shows whole, as it says nothing of incoming calls. */
  readonly onWord: boolean;
}

/** A 933 call to be made. */
export interface ToTest {
  readonly extension: string;
  readonly why: string;
  readonly callerId: string;
  readonly address: string;
}

export interface Coverage {
  /** Worst first, then by extension. */
  readonly cells: readonly CoverageCell[];
  readonly counts: Readonly<Record<CellState, number>>;
  /** The calls that would prove all that can be proven now: places without any first. */
  readonly toTest: readonly ToTest[];
}
