import { Site, SITE_SCHEMA } from './record.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Turns the record of version `n` into one of version `n + 1`. */
export type Migration = (record: Record<string, unknown>) => Record<string, unknown>;

/** Key: the version that the step starts from. A released version's step is never edited, and its golden file in tests/fixtures stays. */
const MIGRATIONS: Readonly<Record<number, Migration>> = {
  /** 1 to 2: the whole guide. Readings did not ask which numbers are on a trunk; ticks had no values. */
  1: (record) => {
    const intent = record['intent'] as Fields & { readonly pbx: Fields };
    const observed = record['observed'] as { readonly twilio: (Fields & { readonly value: Fields & { readonly trunks: readonly (Fields & { readonly parts: Fields | null })[] } }) | null };
    const { twilio } = observed;
    return {
      ...record,
      intent: { ...intent, hosting: null, outboundRules: null, pbx: { ...intent.pbx, loginUrl: null, trunkName: null } },
      observed: {
        ...observed, clock: null,
        twilio: twilio && {
          ...twilio, value: { ...twilio.value, trunks: twilio.value.trunks.map((trunk) => ({ ...trunk, parts: trunk.parts && { ...trunk.parts, phoneNumbers: null } })) },
        },
      },
      evidence: (record['evidence'] as readonly Fields[]).map((entry) => (entry['kind'] === 'step-done' ? { ...entry, values: {} } : entry)),
    };
  },
  /** 2 to 3: plan and apply. Transfers, several origination URLs, what the account says of itself, what 3CX has; the ledger says what a call does. */
  2: (record) => {
    const intent = record['intent'] as Fields & { readonly trunk: Fields };
    const observed = record['observed'] as { readonly twilio: (Fields & { readonly value: ReadingV2 }) | null };
    const { twilio } = observed;
    return {
      ...record,
      intent: { ...intent, trunk: { ...intent.trunk, transferMode: null, origination: { weight: 10, priority: 10, others: [] } } },
      observed: { ...observed, pbxTrunk: {}, twilio: twilio && { ...twilio, value: readingV3(twilio.value) } },
      ledger: (record['ledger'] as readonly Fields[]).map((entry) => {
        if (entry['kind'] !== 'call') return entry;
        const { creates, ...rest } = entry;
        return { ...rest, effect: creates === true ? 'create' : creates === false ? 'change' : creates, target: null, parent: null };
      }),
    };
  },
  /** 3 to 4: emergency addresses, their registration and its proof. */
  3: (record) => {
    const intent = record['intent'] as Fields;
    const observed = record['observed'] as Fields;
    return {
      ...record,
      intent: { ...intent, emergency: { addresses: [], numbers: [], rules: null, exempt: [], barred: null } },
      observed: { ...observed, emergency: null, emergencyReported: [] },
      evidence: (record['evidence'] as readonly Fields[]).map((entry) => (entry['kind'] === 'step-blocked' ? { ...entry, emergency: null } : entry)),
    };
  },
};

interface ReadingV2 extends Fields {
  readonly trunks: readonly (Fields & { readonly parts: (Fields & { readonly phoneNumbers: unknown }) | null })[];
  readonly numbers: readonly Fields[];
}

/** What is new in version 3 was not looked at: null. A trunk's numbers had no SIDs: they are taken from the account's numbers, or the list counts as not read. */
function readingV3(value: ReadingV2): Fields {
  const sids = new Map(value.numbers.map((number) => [number['phoneNumber'], number['sid']]));
  const withSids = (numbers: unknown): unknown => {
    if (!Array.isArray(numbers) || !numbers.every((number) => typeof number === 'string')) return numbers;
    return numbers.every((number) => sids.has(number)) ? numbers.map((phoneNumber) => ({ sid: sids.get(phoneNumber), phoneNumber })) : null;
  };
  return {
    ...value, account: null,
    trunks: value.trunks.map((trunk) => ({ ...trunk, transferMode: null, disasterRecoveryUrl: null, parts: trunk.parts && { ...trunk.parts, phoneNumbers: withSids(trunk.parts.phoneNumbers) } })),
    numbers: value.numbers.map((number) => ({ ...number, emergency: null })),
  };
}

export type SiteReading =
  | { readonly kind: 'site'; readonly site: Site; readonly migratedFrom: number | null }
  | { readonly kind: 'too-new'; readonly schema: number }
  | { readonly kind: 'invalid'; readonly where: string };

/** Brings a record up to `current` step by step. A missing step is a mistake of ours and comes back as 'invalid'. */
export function migrate(
  record: Record<string, unknown>, current: number, steps: Readonly<Record<number, Migration>>,
): { readonly kind: 'record'; readonly record: Record<string, unknown> } | { readonly kind: 'too-new'; readonly schema: number } | { readonly kind: 'invalid'; readonly where: string } {
  let now = record;
  for (;;) {
    const schema = now['schema'];
    if (typeof schema !== 'number' || !Number.isInteger(schema) || schema < 1) return { kind: 'invalid', where: 'schema' };
    if (schema > current) return { kind: 'too-new', schema };
    if (schema === current) return { kind: 'record', record: now };
    const step = steps[schema];
    if (!step) return { kind: 'invalid', where: `schema ${schema}` };
    try {
      now = { ...step(now), schema: schema + 1 };
    } catch {
      // A damaged record: the step did not find what every record of that version has.
      return { kind: 'invalid', where: `schema ${schema}` };
    }
  }
}

/** Reads a site from the vault: any released version, checked whole. Never throws. */
export function readSite(document: unknown): SiteReading {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return { kind: 'invalid', where: 'record' };
  const record = document as Record<string, unknown>;
  const migrated = migrate(record, SITE_SCHEMA, MIGRATIONS);
  if (migrated.kind !== 'record') return migrated;
  const parsed = Site.safeParse(migrated.record);
  if (!parsed.success) return { kind: 'invalid', where: parsed.error.issues[0]?.path.join('.') ?? 'record' };
  return { kind: 'site', site: parsed.data, migratedFrom: record['schema'] === SITE_SCHEMA ? null : (record['schema'] as number) };
}
