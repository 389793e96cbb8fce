/** What somebody may change on the practice account behind Trunkbook's back, to practise the repair. (Not in main: the page offers them.) */
const OF_TRUNK = ['secure-flipped', 'trunk-renamed', 'address-removed', 'foreign-address-added', 'origination-disabled', 'foreign-origination-added', 'number-detached', 'list-taken-off'] as const;
/** Of emergency addresses. */
const OF_EMERGENCY = ['emergency-deleted', 'emergency-taken-off', 'emergency-exchanged'] as const;
export const DISTURBANCES = [...OF_TRUNK, ...OF_EMERGENCY] as const;
export type Disturbance = (typeof DISTURBANCES)[number];
export type TrunkDisturbance = (typeof OF_TRUNK)[number];
export type EmergencyDisturbance = (typeof OF_EMERGENCY)[number];

export function isOfEmergency(what: Disturbance): what is EmergencyDisturbance {
  return OF_EMERGENCY.some((one) => one === what);
}
