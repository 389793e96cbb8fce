import type { Fault } from '../../preload/contract.ts';

/** What the fake main says no with. */
export class Refusal extends Error {
  readonly fault: Fault;
  constructor(fault: Partial<Fault> & Pick<Fault, 'code' | 'what'>) {
    super(fault.what);
    this.fault = { why: 'The fake says so.', next: 'Do something else.', fields: [], ...fault };
  }
}
