import type { LinkName } from '../../domain/guide/links.ts';
import type { TwilioFaultCode } from './errors.ts';

interface Meaning {
  readonly code: TwilioFaultCode;
  readonly why: string;
  readonly next: string;
  /** The page where it can be settled, by name. */
  readonly link?: LinkName;
}

/** Twilio's error codes as a technician needs them. Source: twilio.md 4.1; the HTTP status of many is not confirmed (NC), so the code decides. */
export const CODES: Readonly<Record<number, Meaning>> = {
  20001: { code: 'invalid', why: 'Twilio did not know a value of the request.', next: 'This is our mistake: please tell us what you did.' },
  20003: { code: 'credentials', why: 'Twilio does not accept the credentials: wrong, revoked, of another account, or the account is suspended.', next: 'Check the account in the Twilio Console, and enter a Standard API key made in that very account.', link: 'twilio-api-keys' },
  20005: { code: 'inactive', why: 'The Twilio account is not active.', next: 'Somebody with access to its billing must settle that in the Twilio Console.' },
  20007: { code: 'invalid', why: 'Twilio refused the size of a page.', next: 'This is our mistake: please tell us what you did.' },
  20008: { code: 'credentials', why: 'These are test credentials; they cannot make a trunk.', next: 'Enter a live API key of the account.' },
  20403: { code: 'permission', why: 'The credential may not do this.', next: 'Give the API key this permission in the Twilio Console, or use a Standard key.', link: 'twilio-api-keys' },
  20404: { code: 'not-found', why: 'Twilio does not find it on this account; somebody may have removed it.', next: 'Read the account again, and look at the plan.' },
  20409: { code: 'busy', why: 'Somebody else is changing the same thing at Twilio.', next: 'Wait a moment and go on.' },
  20162: { code: 'busy', why: 'Somebody else is changing the same thing at Twilio.', next: 'Wait a moment and go on.' },
  20429: { code: 'busy', why: 'Twilio takes fewer calls at once than were sent.', next: 'Wait a moment and go on; nothing was done twice.' },
  20500: { code: 'twilio-down', why: 'Twilio had a fault of its own.', next: 'Wait a minute and go on. Trunkbook first looks whether Twilio did it after all.' },
  20503: { code: 'twilio-down', why: 'This part of Twilio is not available now.', next: 'Wait a minute and go on. Trunkbook first looks whether Twilio did it after all.' },
  70051: { code: 'permission', why: 'The credential may not do this.', next: 'Give the API key this permission in the Twilio Console, or use a Standard key.', link: 'twilio-api-keys' },
  10001: { code: 'inactive', why: 'The Twilio account is not active.', next: 'Somebody with access to its billing must settle that in the Twilio Console.' },
  10002: { code: 'trial', why: 'A trial account cannot do this.', next: 'Have the account upgraded in the Twilio Console.', link: 'twilio-upgrade' },
  21404: { code: 'trial', why: 'A trial account has no further number.', next: 'Have the account upgraded in the Twilio Console.', link: 'twilio-upgrade' },
  21235: { code: 'duplicate', why: 'A list, or an address in it, exists already under this name.', next: 'Read the account again: Trunkbook will ask whether to use it.' },
  21236: { code: 'dependency', why: 'The list is still on a trunk.', next: 'Take it off the trunk first.' },
  21237: { code: 'limit', why: 'The list holds as many addresses as Twilio allows.', next: 'Remove addresses that nobody needs in the Twilio Console.' },
  21239: { code: 'limit', why: 'The account has as many credential lists as Twilio allows.', next: 'Remove lists that nobody needs in the Twilio Console.' },
  21240: { code: 'duplicate', why: 'A credential list exists already under this name, or Twilio does not accept the user name or password.', next: 'Read the account again: Trunkbook will ask whether to use it.' },
  21241: { code: 'dependency', why: 'The credential list is still on a trunk.', next: 'Take it off the trunk first.' },
  21242: { code: 'limit', why: 'The credential list holds as many users as Twilio allows.', next: 'Use another list.' },
  21243: { code: 'invalid', why: 'Twilio does not accept the user name or the password.', next: 'The password needs 12 characters, a digit, an upper and a lower case letter; the user name must be new in its list.' },
  21244: { code: 'limit', why: 'The account has as many trunks as Twilio allows.', next: 'Remove a trunk that nobody needs, or ask Twilio for more.' },
  21245: { code: 'invalid', why: 'Twilio does not accept these settings of the trunk, or the list is on it already.', next: 'Read the account again, and look at the plan.' },
  21247: { code: 'dependency', why: 'This domain name depends on another trunk’s name.', next: 'Choose a name with dashes instead of dots.' },
  21248: { code: 'taken', why: 'This name is taken by another trunk, on this account or on somebody else’s.', next: 'Choose another name for the termination URI in the chapter “Trunk”.' },
  21249: { code: 'limit', why: 'The trunk has as many origination URLs as Twilio allows.', next: 'Remove one that nobody needs in the Twilio Console.' },
  21255: { code: 'limit', why: 'The account has as many access control lists as Twilio allows.', next: 'Remove lists that nobody needs in the Twilio Console.' },
  21401: { code: 'invalid', why: 'Twilio does not know this phone number.', next: 'Choose another number.' },
  21421: { code: 'invalid', why: 'Twilio does not know this phone number.', next: 'Choose another number.' },
  21422: { code: 'taken', why: 'This number is no longer for sale.', next: 'Choose another number in the chapter “Numbers”.' },
  21451: { code: 'invalid', why: 'There is no such area code.', next: 'Choose another area code.' },
  21452: { code: 'taken', why: 'Twilio has no number in this area code.', next: 'Choose another area code.' },
  21613: { code: 'dependency', why: 'This number can only be had with an address in its country.', next: 'Choose another number, or buy it in the Twilio Console.', link: 'twilio-regulatory' },
  21615: { code: 'dependency', why: 'This number can only be had with a local address.', next: 'Choose another number, or buy it in the Twilio Console.', link: 'twilio-regulatory' },
  21631: { code: 'dependency', why: 'This number can only be had with an address.', next: 'Choose another number, or buy it in the Twilio Console.', link: 'twilio-regulatory' },
  21634: { code: 'dependency', why: 'A number on the trunk has emergency calling.', next: 'Take its emergency address off first, and wait until it is unregistered.', link: 'twilio-emergency-calling' },
  21649: { code: 'dependency', why: 'This number needs a regulatory bundle.', next: 'Buy it in the Twilio Console, where the papers are handed in.', link: 'twilio-regulatory' },
  21650: { code: 'dependency', why: 'This number needs papers about its user.', next: 'Buy it in the Twilio Console, where the papers are handed in.', link: 'twilio-regulatory' },
  21651: { code: 'dependency', why: 'This number needs papers about its user.', next: 'Buy it in the Twilio Console, where the papers are handed in.', link: 'twilio-regulatory' },
  10004: { code: 'busy', why: 'Twilio takes fewer calls at once than were sent.', next: 'Wait a moment and go on.' },
  21231: { code: 'invalid', why: 'Twilio does not accept these settings of a SIP domain.', next: 'This is our mistake: please tell us what you did.' },
  21232: { code: 'invalid', why: 'Twilio does not accept these settings of a SIP domain.', next: 'This is our mistake: please tell us what you did.' },
  21238: { code: 'invalid', why: 'Twilio does not accept a part of the address.', next: 'Check the address, and write it without punctuation.' },
  21252: { code: 'invalid', why: 'Twilio does not know this region.', next: 'This is our mistake: please tell us what you did.' },
  21409: { code: 'invalid', why: 'The number cannot show callers’ names.', next: 'Leave CNAM lookup to the trunk, where it works for all numbers.' },
  21457: { code: 'invalid', why: 'Twilio has no numbers there.', next: 'Choose another area code.' },
  21458: { code: 'invalid', why: 'Twilio has no numbers there.', next: 'Choose another area code.' },
  21481: { code: 'invalid', why: 'Twilio lost its place in a long list.', next: 'Read the account again.' },
  21628: { code: 'invalid', why: 'Twilio does not find this address.', next: 'Check the street, the city and the postal code, and write them without punctuation.' },
  21629: { code: 'invalid', why: 'Twilio knows the address in another form.', next: 'Compare it with the form that the post office uses, and enter that.' },
  21630: { code: 'dependency', why: 'The address belongs to papers that Twilio has checked, so it cannot be changed.', next: 'Make a new address.' },
  22219: { code: 'dependency', why: 'Twilio says that the address which this number needs for emergency calls is missing.', next: 'Look whether the address is in the number’s own country and still at Twilio, then try again.' },
  22402: { code: 'dependency', why: 'Twilio registers emergency addresses in its region US1 only.', next: 'Ask Twilio’s support how this number comes into US1.', link: 'twilio-support' },
  22403: { code: 'dependency', why: 'Twilio registers emergency addresses in its region US1 only.', next: 'Ask Twilio’s support how this number comes into US1.', link: 'twilio-support' },
  22350: { code: 'dependency', why: 'The number is being ported.', next: 'Wait until the porting is over, or ask Twilio’s support.' },
  22400: { code: 'twilio-down', why: 'Twilio has no route for this number now.', next: 'Ask Twilio’s support.' },
  22300: { code: 'permission', why: 'Twilio has restricted what this account may do with numbers.', next: 'Ask Twilio’s support.', link: 'twilio-support' },
};
