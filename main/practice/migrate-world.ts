import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { registrationTakes } from './emergency.ts';
import type { PracticeWorldData } from './world-data.ts';

const KeptNumber = z.looseObject({ phoneNumber: z.string(), updatedAt: z.number(), emergencyAddressSid: z.string().nullable(), emergencyState: z.string() });
/** What of version 1 has another shape now. All else is checked after the migration. */
const Version1 = z.looseObject({
  version: z.literal(1), account: z.looseObject({ sid: z.string() }), numbers: z.array(KeptNumber), addresses: z.array(z.looseObject({})),
});

const Version2 = z.looseObject({ version: z.literal(2) });

/** A kept world in today's shape; whatever is no world of an earlier version comes back as it is, for the check to say so. */
export function migrateWorld(kept: unknown): unknown {
  const one = Version1.safeParse(kept);
  const two = Version2.safeParse(one.success ? fromVersion1(one.data) : kept);
  return two.success ? fromVersion2(two.data) : kept;
}

/** Version 2 had no clock of its own. */
function fromVersion2(world: z.infer<typeof Version2>): object {
  return { ...world, version: 3 satisfies PracticeWorldData['version'], clockAhead: 0 };
}

/**
 * Version 1 knew neither restricted keys nor calls, checked no address, and left each registration pending: it now takes its time from when
 * it was asked for.
 */
function fromVersion1({ account, numbers, addresses, ...rest }: z.infer<typeof Version1>): object {
  return {
    ...rest, version: 2, account: { ...account, ownerSid: account.sid, restrictedKey: newRestrictedKey() },
    numbers: numbers.map(numberOfVersion1),
    addresses: addresses.map((address) => ({ ...address, validated: false, verified: false })),
    bundles: [], calls: [], alerts: [], verifiedCallers: [],
  };
}

function numberOfVersion1(kept: z.infer<typeof KeptNumber>): object {
  const { emergencyAddressSid, emergencyState: _, ...number } = kept;
  const { phoneNumber, updatedAt } = number;
  const emergency = emergencyAddressSid === null ? null : {
    asked: 'register', addressSid: emergencyAddressSid, askedAt: updatedAt, settlesAt: updatedAt + registrationTakes(phoneNumber), succeeds: true,
  };
  return { ...number, bundleSid: null, emergency };
}

/** A restricted key as this account would give one out: it may do everything that Trunkbook does, until something is denied to it. */
export function newRestrictedKey(): PracticeWorldData['account']['restrictedKey'] {
  return { sid: `SK${randomBytes(16).toString('hex')}`, secret: randomBytes(24).toString('base64url'), denied: [] };
}
