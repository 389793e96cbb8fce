import { matchPath } from '../../main/practice/route.ts';
import { type Documents, findOperation } from './openapi-documents.ts';
import { FORMATS, type Schema } from './openapi-validate.ts';

/** One call as it goes over the wire. */
export interface SentRequest {
  readonly method: string;
  /** With its query. */
  readonly url: string;
  /** A form; empty where nothing was sent. */
  readonly body?: string;
}

const DATE = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?Z)?$/;
/** Formats of what is sent, where they differ from those of answers. */
const SENT_FORMATS: typeof FORMATS = {
  ...FORMATS,
  'date-time': (value) => DATE.test(String(value)) && !Number.isNaN(Date.parse(String(value))),
  // A filter may be a part of a number, with `*` for any digit (twilio.md 1.7).
  'phone-number': (value) => /^\+?[\d*]{2,15}$/.test(String(value)),
  endpoint: (value) => /^\+[1-9]\d{6,14}$/.test(String(value)),
  twiml: (value) => /^<Response>.*<\/Response>$/s.test(String(value)),
  int64: (value) => /^-?\d+$/.test(String(value)),
};

/** The written exceptions: an empty value of these takes the thing off (twilio.md 1.7 and 1.9), though their pattern does not let it through. */
export const EMPTY_TAKES_OFF: readonly string[] = ['TrunkSid', 'EmergencyAddressSid', 'VoiceApplicationSid', 'AddressSid'];

/**
 * All that is wrong with a request by Twilio's own documents: a path or method that is not there, a name that is not taken, one that is
 * missing, a value of another kind, choice, pattern, format, length or size.
 */
export function checkRequest(documents: Documents, { method, url: text, body = '' }: SentRequest): string[] {
  const url = new URL(text);
  const found = findOperation(documents, method, url);
  if (!found) return [`${method} ${url.host}${url.pathname}: not in Twilio’s documents`];
  const { template, operation: { parameters = [], requestBody }, schemas } = found;
  const name = `${method} ${template}`;
  const resolve = (schema: Schema): Schema => (schema.$ref === undefined ? schema : { ...schemas[schema.$ref.replace('#/components/schemas/', '')] });
  const taken = (where: 'path' | 'query'): Map<string, Schema> => new Map(parameters.filter((one) => one.in === where).map((one) => [one.name, resolve(one.schema)]));
  const required = parameters.filter((one) => one.in === 'query' && one.required === true).map((one) => one.name);
  const form = requestBody?.content['application/x-www-form-urlencoded']?.schema;
  const fields = new Map(Object.entries(form?.properties ?? {}).map(([key, schema]): [string, Schema] => [key, resolve(schema)]));
  const parts = new URLSearchParams(Object.entries(matchPath(template, url.pathname) ?? {}));
  return [
    ...checkValues(parts, taken('path'), [...taken('path').keys()], 'path'),
    ...checkValues(url.searchParams, taken('query'), required, 'query'),
    ...checkValues(new URLSearchParams(body), fields, form?.required ?? [], 'form'),
  ].map((what) => `${name} ${what}`);
}

function checkValues(values: URLSearchParams, taken: ReadonlyMap<string, Schema>, required: readonly string[], where: string): string[] {
  const missing = required.filter((key) => (values.get(key) ?? '') === '').map((key) => `${where}: ${key} is missing`);
  const wrong = [...new Set(values.keys())].flatMap((key) => {
    const schema = taken.get(key);
    if (!schema) return [`${where}: ${key} is not taken`];
    const given = values.getAll(key);
    if (schema.type !== 'array' && given.length > 1) return [`${where}: ${key} is given ${given.length} times`];
    return given.flatMap((value) => checkText(value, schema.type === 'array' ? schema.items ?? {} : schema, key).map((what) => `${where}: ${key} ${what}`));
  });
  return [...missing, ...wrong];
}

function checkText(value: string, { type, enum: choices, pattern, format, minLength = 0, maxLength = Infinity, minimum = -Infinity, maximum = Infinity }: Schema, key: string): string[] {
  if (value === '' && EMPTY_TAKES_OFF.includes(key)) return [];
  if (type === 'boolean' && value !== 'true' && value !== 'false') return [`is not true or false`];
  if (type === 'integer' && !/^-?\d+$/.test(value)) return ['is not a whole number'];
  const wrong: string[] = [];
  if (choices && !choices.includes(value)) wrong.push(`is not one of ${choices.join(', ')}`);
  if (type === 'integer' && (Number(value) < minimum || Number(value) > maximum)) wrong.push('is out of range');
  if (pattern !== undefined && !new RegExp(pattern).test(value)) wrong.push(`does not fit ${pattern}`);
  if (type !== 'integer' && (value.length < minLength || value.length > maxLength)) wrong.push(`has ${value.length} characters`);
  const check = format === undefined ? () => true : SENT_FORMATS[format];
  if (!check) wrong.push(`has a format that nobody checks: ${format}`);
  else if (!check(value)) wrong.push(`is not of the format ${format}`);
  return wrong;
}
