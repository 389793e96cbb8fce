// What the page needs of the record's emergency part at run time, apart from the record: that one is checked by a library which the page’s policy lets nobody load.

export const MOST_ADDRESSES = 1000;
export const MOST_EMERGENCY_RULES = 2000;
export const MOST_EMERGENCY_NUMBERS = 10_000;
/** Of how many numbers a site keeps what a person saw in the Console. */
export const MOST_EMERGENCY_REPORTS = 10_000;

/** What leads from the street to the very door. `other` is what somebody wrote in the Console in words of their own. */
export const SECONDARY_KINDS = ['suite', 'floor', 'room', 'other'] as const;
export type SecondaryKind = (typeof SECONDARY_KINDS)[number];
