// How the simulator's time grows with the number of rules: ten times as many may take little more than ten times as long.
import { performance } from 'node:perf_hooks';
import { DEFAULT_SWITCHES } from '../../domain/dialplan/outcome.ts';
import { prepare, type PreparedPlan } from '../../domain/dialplan/prepare.ts';
import { simulate } from '../../domain/dialplan/simulate.ts';
import type { Extension } from '../../domain/numbers/directory.ts';
import type { OutboundRule } from '../../domain/site/outbound-rule.ts';
import type { Figure } from './figure.ts';
import { median, ROUNDS } from './measure.ts';

export const prefix = 'guide/';

const FEW = 100;
const MANY = 1000;
const CALLS = 2000;
/** Between the extensions that the rules are for, so that no rule is ruled out by the first look. */
const CALLER: Extension = { number: '2500', firstName: '', lastName: '', email: '', callerId: '', dids: [], department: 'None', other: {} };

type Conditions = Partial<Pick<OutboundRule, 'prefixes' | 'lengths' | 'extensions' | 'departments'>>;

/** Rules that must all be looked at, as far as the simulator looks at rules one by one: none of them has the call. */
const PLANS: Readonly<Record<string, { readonly dialled: string; readonly conditions: (index: number) => Conditions }>> = {
  'a prefix each': { dialled: '2015550123', conditions: (index) => ({ prefixes: `9${index}` }) },
  'one prefix, other lengths': { dialled: '2015550123', conditions: () => ({ prefixes: '201', lengths: '3-9,11-15' }) },
  'other extensions': { dialled: '2015550123', conditions: (index) => ({ extensions: `${1000 + index},3000-4000`, departments: 'Sales' }) },
};

function planOf(rules: number, conditions: (index: number) => Conditions, last: Conditions | null): PreparedPlan {
  const make = (index: number, given: Conditions): OutboundRule => ({
    id: String(index), name: '', prefixes: '', lengths: '', extensions: '', departments: '', routes: [{ trunk: null, stripDigits: 0, prepend: '+1', append: '', callerId: '' }], ...given,
  });
  const list = Array.from({ length: rules }, (_, index) => make(index, index === rules - 1 && last !== null ? last : conditions(index)));
  return prepare({ rules: list, emergency: [], country: 'US', mainNumber: null, switches: DEFAULT_SWITCHES });
}

/** Microseconds for one call. */
function measure(plan: PreparedPlan, dialled: string, expected: string): number {
  const started = performance.now();
  for (let call = 0; call < CALLS; call += 1) {
    const { kind } = simulate(plan, dialled, CALLER);
    if (kind !== expected) throw new Error(`${dialled} is ${kind}, not ${expected}`);
  }
  return ((performance.now() - started) * 1000) / CALLS;
}

/** The worst of several kinds of rules, where none has the call and where the last one has it. */
export async function bench(): Promise<Figure[]> {
  let worst = { ratio: 0, note: '' };
  for (const [name, { dialled, conditions }] of Object.entries(PLANS)) {
    for (const last of [null, { lengths: '10' }]) {
      const expected = last === null ? 'no-rule' : 'rule';
      const [few, many] = [planOf(FEW, conditions, last), planOf(MANY, conditions, last)];
      measure(few, dialled, expected);
      measure(many, dialled, expected);
      const rounds = Array.from({ length: ROUNDS }, () => ({ few: measure(few, dialled, expected), many: measure(many, dialled, expected) }));
      const ratio = median(rounds.map((round) => round.many / round.few));
      const note = `${name}, ${expected}: ${median(rounds.map((round) => round.many)).toFixed(1)} µs with ${MANY} rules, ${median(rounds.map((round) => round.few)).toFixed(1)} µs with ${FEW}`;
      console.log(`${ratio.toFixed(2)} ${note}`);
      if (ratio > worst.ratio) worst = { ratio, note };
    }
  }
  return [{ name: 'guide/simulator-ratio', value: Math.round(worst.ratio * 100) / 100, unit: 'x', limit: 12, note: worst.note }];
}
