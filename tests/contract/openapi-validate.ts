/** The part of OpenAPI 3.0 that Twilio's documents use for answers. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

type Kind = NonNullable<Schema['type']>;
const KINDS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
};

export const FORMATS: Readonly<Record<string, (value: unknown) => boolean>> = {
  'date-time': (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(String(value)),
  'date-time-rfc-2822': (value) => /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/.test(String(value)),
  uri: (value) => URL.canParse(String(value)),
  'uri-map': (value) => KINDS.object(value) && Object.values(value as object).every((one) => typeof one === 'string' && /^(?:https:\/\/|\/2010-04-01\/)/.test(one)),
  'phone-number': (value) => /^\+?[\d() -]{7,20}$/.test(String(value)),
  'phone-number-capabilities': KINDS.object,
  'iso-country-code': (value) => /^[A-Z]{2}$/.test(String(value)),
  currency: (value) => /^[A-Z]{3}$/.test(String(value)),
  'phone-number-price': KINDS.object,
  'http-method': (value) => value === 'GET' || value === 'POST',
};

const EMPTY_ALLOWED = new Set(['voice_application_sid', 'sms_application_sid', 'sms_url', 'sms_fallback_url', 'status_callback']);
const PAGING = ['end', 'first_page_uri', 'next_page_uri', 'page', 'page_size', 'previous_page_uri', 'start'];

/** Where Twilio's own examples differ from Twilio's own schemas (twilio.md 5.2; prices are text in the example of the pricing document). Each is used somewhere, or it does not belong here. */
export const ALLOWED = {
  'relative-link': (key: string, value: unknown, { format }: Schema) => format === 'uri' && /(?:^|_)uri$/.test(key) && typeof value === 'string' && value.startsWith('/2010-04-01/'),
  'empty-for-null': (key: string, value: unknown) => value === '' && EMPTY_ALLOWED.has(key),
  'price-as-text': (key: string, value: unknown) => (key === 'base_price' || key === 'current_price') && typeof value === 'string' && /^\d+\.\d+$/.test(value),
  'place-as-text': (key: string, value: unknown) => (key === 'latitude' || key === 'longitude') && typeof value === 'string' && /^-?\d+\.\d+$/.test(value),
} as const;
export type Allowance = keyof typeof ALLOWED | 'no-paging';

/**
 * All that is wrong with a value, hardened: each property of a schema must be there, and none besides. Each use of an allowance is noted
 * in `used`. A list of numbers for sale has no paging keys.
 */
export function validate(value: unknown, schema: Schema, schemas: Readonly<Record<string, Schema>>, used: Set<Allowance>, where = 'body', key = ''): string[] {
  if (schema.$ref !== undefined) {
    const target = schemas[schema.$ref.replace('#/components/schemas/', '')];
    return target ? validate(value, target, schemas, used, where, key) : [`${where}: no schema ${schema.$ref}`];
  }
  if (value === null) return schema.nullable === true ? [] : [`${where}: null`];
  for (const [name, allows] of Object.entries(ALLOWED) as [keyof typeof ALLOWED, typeof ALLOWED[keyof typeof ALLOWED]][]) {
    if (!allows(key, value, schema)) continue;
    used.add(name);
    return [];
  }
  const { type, format, pattern, minLength = 0, maxLength = Infinity } = schema;
  if (type !== undefined && !KINDS[type](value)) return [`${where}: not ${type}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${where}: ${String(value)} is not one of ${schema.enum.join(', ')}`];
  const wrong: string[] = [];
  if (format !== undefined) {
    const check = FORMATS[format];
    if (!check) wrong.push(`${where}: nobody checks the format ${format}`);
    else if (!check(value)) wrong.push(`${where}: not of the format ${format}`);
  }
  if (typeof value === 'string') {
    if (pattern !== undefined && !new RegExp(pattern).test(value)) wrong.push(`${where}: does not fit ${pattern}`);
    if (value.length < minLength || value.length > maxLength) wrong.push(`${where}: ${value.length} characters`);
  }
  const { items, properties } = schema;
  if (items && Array.isArray(value)) wrong.push(...value.flatMap((one, index) => validate(one, items, schemas, used, `${where}[${index}]`)));
  if (properties && KINDS.object(value)) wrong.push(...validateObject(value as Record<string, unknown>, properties, schemas, used, where));
  return wrong;
}

function validateObject(value: Readonly<Record<string, unknown>>, properties: Readonly<Record<string, Schema>>, schemas: Readonly<Record<string, Schema>>, used: Set<Allowance>, where: string): string[] {
  const unpaged = 'available_phone_numbers' in properties && !PAGING.some((key) => key in value);
  if (unpaged) used.add('no-paging');
  const missing = Object.keys(properties).filter((key) => !(key in value) && !(unpaged && PAGING.includes(key))).map((key) => `${where}.${key}: missing`);
  const inside = Object.entries(value).flatMap(([key, one]) => {
    const schema = properties[key];
    return schema ? validate(one, schema, schemas, used, `${where}.${key}`, key) : [`${where}.${key}: not in the schema`];
  });
  return [...missing, ...inside];
}
