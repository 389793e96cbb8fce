/** The names of everything that may cross the bridge. contract.ts gives each its shape; a name without one is a type error. */
export const CHANNELS = [
  'mirror.get',
  'preferences.save',
  'vault.create', 'vault.unlock', 'vault.unlockHere', 'vault.rememberHere', 'vault.forgetHere', 'vault.lock', 'vault.changePassphrase', 'vault.judgePassphrase', 'vault.suggestPassphrase', 'vault.printRecoveryKit',
  'site.create', 'site.open', 'site.close', 'site.rename', 'site.duplicate', 'site.archive',
  'site.savePlan', 'site.saveAccount', 'site.saveLogin', 'site.savePbx', 'site.saveTrunk', 'site.saveOrigination', 'site.saveSecurity', 'site.saveNumbers', 'site.saveTrunkName', 'site.saveRules',
  'site.generateSipPassword', 'site.lookUpName', 'site.agree', 'site.record',
  'visit.prepare',
  'photo.add', 'photo.thumbnail', 'photo.show', 'photo.withdraw',
  'dids.add', 'dids.remove', 'dids.export',
  'extensions.add', 'extensions.change', 'extensions.remove', 'extensions.assign', 'extensions.compare', 'extensions.take', 'extensions.export',
  'sheet.copy', 'sheet.reveal', 'sheet.fetch', 'guide.copyTable',
  'numbers.owned', 'numbers.available', 'numbers.check',
  'trunk.read', 'trunk.apply', 'trunk.take', 'trunk.adopt', 'pbx.report',
  'practice.disturb', 'practice.passTime', 'practice.network', 'practice.dial933',
  'emergency.saveAddress', 'emergency.removeAddress', 'emergency.assign', 'emergency.leaveOut', 'emergency.paste', 'emergency.export', 'emergency.saveCallBack', 'emergency.saveScope',
  'emergency.copyRules', 'emergency.saveRules', 'emergency.record933',
  'emergency.read', 'emergency.existing', 'emergency.choose', 'emergency.decide', 'emergency.report',
  'job.cancel',
  'account.add', 'account.check', 'account.rotate', 'account.remove',
  'link.show', 'link.open',
] as const;
export type Channel = (typeof CHANNELS)[number];

/** What main tells the page without being asked. */
export const TOPIC = 'mirror.patch';
