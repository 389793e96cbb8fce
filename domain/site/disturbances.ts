/** What somebody may change on the practice account behind Trunkbook's back, to practise the repair. (Not in main: the page offers them.) */
export const DISTURBANCES = ['secure-flipped', 'trunk-renamed', 'address-removed', 'foreign-address-added', 'origination-disabled', 'foreign-origination-added', 'number-detached', 'list-taken-off'] as const;
export type Disturbance = (typeof DISTURBANCES)[number];
