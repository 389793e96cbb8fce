import { z } from 'zod';
import { E164 } from './e164.ts';
import { MOST_DIDS, MOST_EXTENSIONS } from './limits.ts';

// The big parts of a site, each a file of its own beside it: numbers.age and extensions.age.

const Text = z.string().max(10_000);
const stamp = { at: z.iso.datetime(), who: Text, device: Text };

/** Far more numbers than an account has: a list with more would make its file one that does not open. */
export const MOST_LISTED = 200_000;

/** A number that the account has, as the list to choose from shows it. */
export const AccountNumber = z.strictObject({ phoneNumber: Text, place: Text, note: Text.nullable() });
export type AccountNumber = z.infer<typeof AccountNumber>;

/** What belongs to the numbers of a site: what 3CX's trunk shall have as DIDs, and all that the account has, for when there is no network. */
export const NumbersPart = z.strictObject({
  schema: z.literal(1),
  /** E.164, in the order in which they were entered; each once. */
  dids: z.array(z.string().regex(E164)).max(MOST_DIDS),
  /** The account's numbers as Twilio last listed them; `account` names the choice it was (`practice`, or an id). */
  listed: z.strictObject({ source: z.literal('api'), ...stamp, account: Text, numbers: z.array(AccountNumber).max(MOST_LISTED) }).nullable(),
});
export type NumbersPart = z.infer<typeof NumbersPart>;

/** One extension with its user. Values stand as 3CX's file or a person wrote them; `callerId` and `dids` are E.164 where they can be read as numbers. */
export const Extension = z.strictObject({
  number: z.string().min(1).max(64),
  firstName: Text, lastName: Text, email: Text,
  /** Outbound caller ID; empty where none is set. */
  callerId: Text,
  dids: z.array(Text).max(100),
  /** Departments, for the conditions of rules; empty where unknown. */
  department: Text,
  /** What else 3CX's file had, by its column. */
  other: z.record(z.string(), Text),
});
export type Extension = z.infer<typeof Extension>;

/** The extensions of a site: what 3CX shall have, beside what its own export said it had. */
export const ExtensionsPart = z.strictObject({
  schema: z.literal(1),
  /** The columns of 3CX's own file, in its order; empty before the first import. */
  columns: z.array(Text).max(500),
  rows: z.array(Extension).max(MOST_EXTENSIONS),
  /** The rows of 3CX's last export, as it was imported. */
  imported: z.strictObject({ source: z.literal('imported'), ...stamp, rows: z.array(Extension).max(MOST_EXTENSIONS) }).nullable(),
});
export type ExtensionsPart = z.infer<typeof ExtensionsPart>;

export interface Directory {
  readonly numbers: NumbersPart;
  readonly extensions: ExtensionsPart;
}
