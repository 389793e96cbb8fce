import path from 'node:path';
import { app } from 'electron';
import type { Site } from '../domain/site/record.ts';
import { accountCommands } from './commands/account-commands.ts';
import { checklistCommands } from './commands/checklist-commands.ts';
import { compareCommands } from './commands/compare-commands.ts';
import { emergencyTwilioCommands } from './commands/emergency-twilio-commands.ts';
import { emergency3cxCommands } from './commands/emergency-3cx-commands.ts';
import { emergencyCopyCommands } from './commands/emergency-copy-commands.ts';
import { emergencyEntryCommands } from './commands/emergency-entry-commands.ts';
import { directoryCommands } from './commands/directory-commands.ts';
import { generalCommands } from './commands/general-commands.ts';
import { numberCommands } from './commands/number-commands.ts';
import { practiceCommands } from './commands/practice-commands.ts';
import { sheetCommands } from './commands/sheet-commands.ts';
import { siteCommands } from './commands/site-commands.ts';
import { lookUpName, lookUpOnce, readAgain, trunkCommands } from './commands/trunk-commands.ts';
import { valueCommands } from './commands/value-commands.ts';
import { vaultCommands } from './commands/vault-commands.ts';
import { visitCommands } from './commands/visit-commands.ts';
import { Desk } from './desk.ts';
import { choosePlace } from './dialogs.ts';
import type { Tell } from './emergency-look.ts';
import { EmergencyWatch } from './emergency-watch.ts';
import { chooseDataFolder, describeEnvironment, devServerOrigin, forgetTwilioEnvironment } from './environment.ts';
import { push, registerHandlers } from './ipc/register.ts';
import { Keeper, lookAtFolder } from './keeper.ts';
import { systemKeychain } from './keychain.ts';
import { LaptopKey } from './laptop-key.ts';
import { watchForLock } from './lock-watch.ts';
import { MirrorStore } from './mirror.ts';
import { nameForNotices, notify, registrationNotice } from './notify.ts';
import { PracticeShelf } from './practice-shelf.ts';
import { PreferenceStore } from './preferences.ts';
import { Readings } from './readings.ts';
import { denyNavigation } from './security/navigation.ts';
import { registerAppScheme, serveApp } from './security/protocol.ts';
import { denyByDefault } from './security/session-policy.ts';
import { TwilioJobs } from './twilio-jobs.ts';
import { connect } from './twilio/connection.ts';
import { netFetch } from './twilio/net-fetch.ts';
import { prepareVault } from './vault/vault.ts';
import { openWindow, replaceWindow, showWindow } from './window.ts';

forgetTwilioEnvironment();
const dataFolder = chooseDataFolder();
const devServer = devServerOrigin();
app.enableSandbox();
nameForNotices();
registerAppScheme();
denyNavigation(devServer);

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start);
} else {
  app.quit();
}

async function start(): Promise<void> {
  const preferences = new PreferenceStore(dataFolder);
  const laptopKey = new LaptopKey(dataFolder, systemKeychain, preferences);
  const mirror = new MirrorStore({
    environment: describeEnvironment(dataFolder), preferences: { theme: preferences.theme }, vault: await lookAtFolder(dataFolder, laptopKey),
    sites: [], site: null, directory: null, accounts: [], job: null, halted: [],
  }, push);
  const desk = new Desk(mirror);
  const practice = new PracticeShelf(() => desk.vault());
  const connectSite = (site: Site) => connect(site.intent, { vault: desk.vault(), fetch: netFetch, practice: () => practice.take() });
  const tell: Tell = (site, news) => notify(...registrationNotice(site.name, news));
  const jobs = new TwilioJobs(desk, connectSite, (siteId) => lookUpOnce(desk, connectSite, siteId), tell);
  const watch = new EmergencyWatch({ desk, jobs, connect: connectSite, tell, now: Date.now });
  const lookSoon = (siteId: string): void => watch.lookSoon(siteId);
  const readings = new Readings();
  const reading = { desk, connect: connectSite, signal: () => readings.signal, tell };
  const keeper = new Keeper(desk, { stop: () => Promise.all([watch.stop(), jobs.stop()]) }, laptopKey, () => { practice.forget(); readings.end(); }, () => replaceWindow(preferences, devServer));
  const lookUp = (siteId: string): void => void lookUpName(desk, connectSite, siteId).catch(() => { /* not measured */ });

  const lookAgain = (siteId: string): void => void (jobs.isRunning(siteId) ? undefined : readAgain(reading, siteId).catch(() => { /* no network: what was read before stands */ }));

  denyByDefault(devServer);
  serveApp(path.join(import.meta.dirname, '../renderer'));
  registerHandlers({
    ...generalCommands(desk, preferences),
    ...vaultCommands({
      desk, folder: dataFolder, laptopKey, lock: () => keeper.lock(),
      opening: () => keeper.opening(), opened: () => { watch.start(); keeper.opened(); },
    }),
    ...siteCommands(desk, lookAgain),
    ...valueCommands(desk, lookUp, (siteId) => jobs.isRunning(siteId)),
    ...checklistCommands(desk),
    ...directoryCommands(desk, choosePlace),
    ...visitCommands({ ...reading, fetch: netFetch }),
    ...sheetCommands(desk),
    ...trunkCommands({ ...reading, jobs }),
    ...numberCommands(reading),
    ...compareCommands(desk),
    ...practiceCommands(desk, practice, (siteId) => { lookAgain(siteId); lookSoon(siteId); }),
    ...emergencyTwilioCommands({ ...reading, tell, lookSoon }),
    ...emergency3cxCommands(desk),
    ...emergencyCopyCommands(desk),
    ...emergencyEntryCommands(desk, choosePlace),
    ...accountCommands(desk, netFetch, () => readings.signal),
  }, devServer);
  watchForLock(() => void keeper.lock());
  quitInOrder(keeper);
  openWindow(preferences, devServer);
  app.on('second-instance', () => showWindow(preferences, devServer));
  // While the passphrase is typed; the window comes first.
  setTimeout(() => void prepareVault().catch(() => { /* the unlocking will say why */ }), 1000).unref();
}

/** Electron does not wait for a promise before it quits: hold it back until the vault is closed. */
function quitInOrder(keeper: Keeper): void {
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void keeper.close().finally(() => { closed = true; app.quit(); });
  });
  app.on('window-all-closed', () => app.quit());
}
