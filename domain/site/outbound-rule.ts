import { z } from 'zod';

/** Far more than 3CX's fields take. */
const Line = z.string().max(1000);

/** One of up to five ways out of a rule (threecx.md 2.1): remove digits, put others in front, say which caller ID. */
export const OutboundRoute = z.strictObject({
  /** The trunk's name in 3CX; null is the trunk of this site. */
  trunk: Line.nullable(),
  stripDigits: z.int().min(0).max(50),
  prepend: Line,
  append: Line,
  /** The caller ID that 3CX shows for calls of this route; empty where the extension's or the trunk's is used. */
  callerId: Line,
});
export type OutboundRoute = z.infer<typeof OutboundRoute>;

/** An outbound rule as 3CX's page has it. The conditions stay as they were typed: what 3CX makes of them is domain/dialplan's to say. */
export const OutboundRule = z.strictObject({
  /** Stable while the rule is changed and moved. */
  id: z.string().min(1).max(100),
  name: Line,
  /** “Calls to numbers starting with prefix”: literal prefixes with commas between; empty for any. */
  prefixes: Line,
  /** “Calls to numbers with a length of”: lengths and ranges with commas between; empty for any. */
  lengths: Line,
  /** “Calls from extension(s)”: numbers and ranges with commas between; empty for any. */
  extensions: Line,
  /** “Calls from department(s)”: names with commas between; empty for any. */
  departments: Line,
  routes: z.array(OutboundRoute).min(1).max(5),
});
export type OutboundRule = z.infer<typeof OutboundRule>;

export const MOST_RULES = 2000;
