import { accept, type Judgement, refuse } from '../judgement.ts';

const CONTROL = /\p{Cc}/u;

function readText(text: string, most: number, what: string): Judgement<string> {
  const value = text.trim();
  if (value === '') return refuse(`Enter ${what}.`);
  if ([...value].length > most) return refuse(`At most ${most} characters; this has ${[...value].length}.`);
  if (CONTROL.test(value)) return refuse('Line breaks and other control characters are not allowed here.');
  return accept(value);
}

/** What a person saw on a page of 3CX and writes down as it is. */
export function readSeen(text: string): Judgement<string> {
  return readText(text, 255, 'what 3CX shows');
}

/** A site's name. 100 characters, so that it fits on one line of the list. */
export function readSiteName(text: string): Judgement<string> {
  return readText(text, 100, 'a name for the site');
}

/** What the technician calls a Twilio account. */
export function readAccountName(text: string): Judgement<string> {
  return readText(text, 100, 'a name for the account');
}

/** A person's name, as it will stand beside what was proven. */
export function readPersonName(text: string): Judgement<string> {
  return readText(text, 100, 'your name');
}

/** Who sees to an open point. */
export function readOwner(text: string): Judgement<string> {
  return readText(text, 100, 'who sees to it');
}

/** A person of the customer's, by name. @param what in the middle of a sentence, what to enter */
export function readPerson(text: string, what: string): Judgement<string> {
  return readText(text, 100, what);
}

/** A name that Twilio stores with a trunk or a list. 64 suits both the Console and the API (twilio.md section 7). */
export function readFriendlyName(text: string): Judgement<string> {
  return readText(text, 64, 'a name');
}

/**
 * The part before `.pstn.twilio.com` in the termination URI. Letters, digits and dashes (twilio.md 1.2); dots need a parent domain, so
 * Trunkbook refuses them, as Twilio advises. NC: Twilio's greatest length is not documented; 63 is DNS's.
 */
export function readDomainLabel(text: string): Judgement<string> {
  const label = text.trim().toLowerCase().replace(/\.pstn\.twilio\.com$/, '');
  if (label === '') return refuse('Enter the name that goes before .pstn.twilio.com.');
  if (label.length > 63) return refuse(`At most 63 characters; this has ${label.length}.`);
  if (label.includes('.')) return refuse('Use dashes instead of dots: a dot needs a trunk of the shorter name first.');
  if (!/^[a-z0-9-]+$/.test(label)) return refuse('Only letters a to z, digits and dashes.');
  if (label.startsWith('-') || label.endsWith('-')) return refuse('It may not begin or end with a dash.');
  return accept(label);
}

/** The user name of a SIP credential: at most 32 characters (twilio.md 1.4). NC: Twilio's character set; Trunkbook keeps to what every PBX can type. */
export function readSipUsername(text: string): Judgement<string> {
  const name = text.trim();
  if (name === '') return refuse('Enter a user name.');
  if (name.length > 32) return refuse(`At most 32 characters; this has ${name.length}.`);
  if (!/^[A-Za-z0-9._-]+$/.test(name)) return refuse('Only letters, digits, dot, dash and underscore.');
  return accept(name);
}

/**
 * The password of a SIP credential: 12 characters or more, a digit, an upper case and a lower case letter (twilio.md 1.4).
 * NC: Twilio's greatest length and special characters; Trunkbook takes printable ASCII up to 128.
 */
export function readSipPassword(text: string): Judgement<string> {
  if (text === '') return refuse('Enter a password, or have one generated.');
  if (text.length > 128) return refuse(`At most 128 characters; this has ${text.length}.`);
  if (!/^[\x21-\x7e]+$/.test(text)) return refuse('Only letters, digits and signs of a US keyboard, without spaces.');
  const missing = [
    text.length < 12 ? `12 characters (this has ${text.length})` : '',
    /\d/.test(text) ? '' : 'a digit',
    /[A-Z]/.test(text) ? '' : 'an upper case letter',
    /[a-z]/.test(text) ? '' : 'a lower case letter',
  ].filter((part) => part !== '');
  return missing.length === 0 ? accept(text) : refuse(`Twilio wants ${missing.join(', ')}.`);
}

/** A password of the 3CX console is 3CX's affair: anything that can be typed on one line. */
export function readPbxPassword(text: string): Judgement<string> {
  if (text === '') return refuse('Enter the password.');
  if (text.length > 256) return refuse('At most 256 characters.');
  if (CONTROL.test(text)) return refuse('Line breaks and other control characters are not allowed here.');
  return accept(text);
}

/** The user name or extension that opens the 3CX console. */
export function readPbxUsername(text: string): Judgement<string> {
  return readText(text, 128, 'the user name or extension');
}

/** The name that the trunk has in 3CX. */
export function readTrunkName(text: string): Judgement<string> {
  return readText(text, 200, 'the name of the trunk in 3CX');
}

/** A remark, a reason or an observation: several lines are fine. */
export function readRemark(text: string, what: string): Judgement<string> {
  const value = text.replaceAll('\r\n', '\n').trim();
  if (value === '') return refuse(`Enter ${what}.`);
  if (/[^\P{Cc}\n\t]/u.test(value)) return refuse('There is a control character in it. Type it again.');
  return value.length > 5000 ? refuse(`At most 5000 characters; this has ${value.length}.`) : accept(value);
}

/** A day as a date field gives it, `2026-12-01`; empty where none is agreed. */
export function readDay(text: string): Judgement<string | null> {
  const day = text.trim();
  if (day === '') return accept(null);
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? refuse('Enter a day, for example 2026-12-01.') : accept(day);
}
