/** The steps of the guide by the names under which evidence is kept: a released name is never used for anything else. Their content is in guide/. */
export const STEP_IDS = [
  'visit.plan', 'visit.refresh', 'visit.pack',
  'premises.hosted', 'premises.firewall', 'premises.sip-alg', 'premises.firewall-check',
  'pbx.create', 'pbx.login', 'pbx.values', 'pbx.e164-processing',
  'account.choose', 'account.upgraded',
  'trunk.values', 'trunk.create', 'trunk.termination',
  'security.values', 'security.access-list', 'security.credentials',
  'inbound.origination', 'inbound.cnam',
  'numbers.choose', 'numbers.attach', 'setup.run', 'setup.compare',
  'trunk-in-3cx.enter', 'trunk-in-3cx.encryption',
  'rules.enter', 'rules.geo-permissions', 'rules.allowed-countries',
  'outgoing.call', 'incoming.call',
  'extensions.dids', 'extensions.users',
  'emergency-twilio.territory', 'emergency-twilio.terms', 'emergency-twilio.addresses', 'emergency-twilio.registered',
  'emergency-3cx.numbers', 'emergency-3cx.coverage',
  'notifications.set',
  'test-933.call', 'test-933.elsewhere', 'test-933.callback',
  'hand-over.customer', 'hand-over.leave',
] as const;
export type StepId = (typeof STEP_IDS)[number];
