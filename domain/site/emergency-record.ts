import { z } from 'zod';
import { E164 } from '../numbers/e164.ts';
import { MOST_ADDRESSES, MOST_EMERGENCY_NUMBERS, MOST_EMERGENCY_RULES, SECONDARY_KINDS } from './emergency-limits.ts';

// What the record holds about emergency calls. record.ts puts each part where it belongs.

const Id = z.uuid();
const Moment = z.iso.datetime();
const Sid = z.string().regex(/^[A-Z]{2}[0-9a-fA-F]{32}$/);
const Text = z.string().max(10_000);
/** Far more than 3CX's fields take. */
const Line = z.string().max(1000);
const PhoneNumber = z.string().regex(E164);
const Country = z.string().regex(/^[A-Z]{2}$/);

export const Secondary = z.strictObject({ kind: z.enum(SECONDARY_KINDS), value: Text });
export type Secondary = z.infer<typeof Secondary>;

/** A place, as a person entered it. At Twilio, suite, floor and room are one line (twilio.md 1.8). */
export const Place = z.strictObject({
  /** What people call it; at most 32 characters. */
  friendlyName: Text,
  /** The organisation there, as a dispatcher knows it. */
  customerName: Text,
  street: Text,
  /** In the order of SECONDARY_KINDS, each kind once; only those that have a value. */
  secondary: z.array(Secondary).max(SECONDARY_KINDS.length),
  city: Text,
  /** State, province or region: its short form where the country has one; empty where its addresses have none. */
  region: Text,
  postalCode: Text,
  country: Country,
});
export type Place = z.infer<typeof Place>;

/** An emergency address of the site. */
export const EmergencyAddress = Place.extend({
  id: Id,
  /** The SID of an address that the account had and that was chosen; null for one that Trunkbook makes. */
  chosen: Sid.nullable(),
  /** The extensions whose phones stand here, as 3CX writes them: `100-119,130`. Empty: none is named; a site's only address is everybody's. */
  extensions: Line,
  /** The number that emergency calls from here show, by an emergency rule of this place; null where each phone shows its own. */
  shows: PhoneNumber.nullable(),
  /** Who confirmed it on site; empty where nobody has. */
  confirmedBy: Text,
});
export type EmergencyAddress = z.infer<typeof EmergencyAddress>;

/** What a number shall have. `address` null: none; what is on it comes off when a person has said yes. */
export const EmergencyNumber = z.strictObject({
  phoneNumber: PhoneNumber,
  address: Id.nullable(),
  /** Who answers when a dispatcher calls this number back, where that is not its caller: an extension or a group of 3CX, and what people call it. */
  callBack: z.strictObject({ extension: Line, name: Text }).nullable(),
});
export type EmergencyNumber = z.infer<typeof EmergencyNumber>;

/** An entry of 3CX's page “Emergency Numbers”. */
export const EmergencyRuleEntry = z.strictObject({
  id: z.string().min(1).max(100),
  name: Line,
  number: Line,
  /** Conditions as 3CX writes them; empty for everybody. */
  extensions: Line,
  departments: Line,
  /** The trunk's name in 3CX; null is the trunk of this site. */
  trunk: Line.nullable(),
  stripDigits: z.int().min(0).max(50),
  prepend: Line,
  /** Empty where the extension's or the trunk's is shown. */
  callerId: Line,
});
export type EmergencyRuleEntry = z.infer<typeof EmergencyRuleEntry>;

/** What the site shall have for emergency calls. */
export const EmergencyIntent = z.strictObject({
  addresses: z.array(EmergencyAddress).max(MOST_ADDRESSES),
  /** One entry a number. A number that is not here was not spoken of. */
  numbers: z.array(EmergencyNumber).max(MOST_EMERGENCY_NUMBERS),
  /** The entries of 3CX's page; null while they are the ones that Trunkbook proposes. */
  rules: z.array(EmergencyRuleEntry).max(MOST_EMERGENCY_RULES).nullable(),
  /** Extensions from which nobody calls for help, and why: a fax machine, a door phone. */
  exempt: z.array(z.strictObject({ extensions: Line, why: Text })).max(100),
  /** Extensions that are barred from outside calls or ask for a PIN: each is tried by itself. As 3CX writes them; empty: none is. Null: nobody has said so yet. */
  barred: Line.nullable(),
});
export type EmergencyIntent = z.infer<typeof EmergencyIntent>;

export const NO_EMERGENCY: EmergencyIntent = { addresses: [], numbers: [], rules: null, exempt: [], barred: null };

/** Where Twilio is with the emergency address of a number (twilio.md 1.9). */
export const EMERGENCY_STATES = ['registered', 'unregistered', 'pending-registration', 'registration-failure', 'pending-unregistration', 'unregistration-failure'] as const;
export type EmergencyState = (typeof EMERGENCY_STATES)[number];

/** An address in Twilio's fields: what is sent, suggested and kept there. */
export const TwilioAddress = z.strictObject({
  friendlyName: Text, customerName: Text, street: Text, streetSecondary: Text, city: Text, region: Text, postalCode: Text, country: Text,
});
export type TwilioAddress = z.infer<typeof TwilioAddress>;

const stamp = { at: Moment, who: Text, device: Text };

/** An address of the account, as Twilio answered. */
export const AddressAtTwilio = z.strictObject({ sid: Sid, address: TwilioAddress, emergencyEnabled: z.boolean(), validated: z.boolean() });
export type AddressAtTwilio = z.infer<typeof AddressAtTwilio>;

/** Where a number stands, as Twilio answered at `at`. */
export const NumberAtTwilio = z.strictObject({
  phoneNumber: PhoneNumber,
  /** Null: the account does not have the number. */
  sid: Sid.nullable(),
  trunkSid: Sid.nullable(),
  /** Null where Twilio said nothing of it. NC: whether that is the same as `unregistered` (twilio.md 9). */
  state: z.enum(EMERGENCY_STATES).nullable(),
  addressSid: Sid.nullable(),
  at: Moment,
  /** When Twilio first showed this state with this address. */
  since: Moment,
});
export type NumberAtTwilio = z.infer<typeof NumberAtTwilio>;

/** What Twilio said of the site's emergency addresses. `at` is of the last reading; each number has the time of its own. */
export const EmergencyReading = z.strictObject({
  source: z.literal('api'), ...stamp, accountSid: z.string().regex(/^AC[0-9a-fA-F]{32}$/),
  /** Those that the site's numbers have, that it chose and that Trunkbook made. */
  addresses: z.array(AddressAtTwilio),
  numbers: z.array(NumberAtTwilio),
});
export type EmergencyReading = z.infer<typeof EmergencyReading>;

/** What a person saw in the Console of a number. It shows, and proves nothing of Twilio's side. */
export const ReportedRegistration = z.strictObject({
  source: z.literal('reported'), ...stamp, phoneNumber: PhoneNumber, state: z.enum(['registered', 'pending-registration', 'registration-failure', 'unregistered']),
  /** The site's address that the Console shows with it; null for none of them. */
  address: Id.nullable(),
  /** What that address said, in one line, where the site's says something else since. */
  was: Text.optional(),
});
export type ReportedRegistration = z.infer<typeof ReportedRegistration>;

/** Extensions that lacked the same when an open point was made. `lacks`: each as `<condition> <state>`, of the coverage. */
export const PointAbout = z.strictObject({ extensions: z.array(Text), lacks: z.array(Text) });
export type PointAbout = z.infer<typeof PointAbout>;

/** A call to the 933 test service that a person made: what it read back, and what it was held against. */
export const Test933 = z.strictObject({
  extension: Line,
  /** As it was ticked or typed. */
  readNumber: Text, readAddress: Text,
  how: z.enum(['ticked', 'typed']),
  /** What was registered then: a call proves this pair, and no other. */
  expected: z.strictObject({ callerId: Text, addressSid: Sid.nullable(), address: Text }),
  /** A short name of the entries of 3CX that had this extension's emergency and test calls then, and of what it would show without them: the call says nothing of others. */
  entries: z.string().max(40),
});
export type Test933 = z.infer<typeof Test933>;
