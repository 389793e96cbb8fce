// Five kills through the window, at Twilio: the whole app dies in the middle of a set-up or an undo, and goes on when it is opened again.
// What happens at every single call, tests/crash/provision.test.ts goes through without a window.
import type { ElectronApplication, Page } from '@playwright/test';
import { isOutcome } from '../../domain/site/record.ts';
import { expect, test } from './fixture.ts';
import { expectNothingLeft, openCompare, openUndo, undo } from './screens/compare.ts';
import { PASSPHRASE, prepareSite, SITE } from './screens/prepared-site.ts';
import { expectFinished, pressStart, setUpTrunk, startSetUp } from './screens/set-up.ts';
import { openStep } from './screens/site.ts';
import { openSite } from './screens/sites.ts';
import { unlock } from './screens/unlock.ts';
import { firstScreen } from './windows.ts';

/** Has the app kill itself before the page hears of the ledger's next entries for the nth time: they are on disk then. */
async function killAt(app: ElectronApplication, nth: number): Promise<() => Promise<void>> {
  const child = app.process();
  const gone = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
  await app.evaluate(({ BrowserWindow }, at) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    const send = webContents.send.bind(webContents);
    let entries = 0;
    webContents.send = (channel: string, message: { readonly patch?: { readonly what: string } }) => {
      if (message.patch?.what === 'ledger') entries += 1;
      if (entries === at) process.kill(process.pid, 'SIGKILL');
      send(channel, message);
    };
  }, nth);
  return () => gone;
}

async function openAgain(launch: () => Promise<ElectronApplication>): Promise<Page> {
  const page = await firstScreen(await launch());
  await unlock(page, PASSPHRASE);
  await openSite(page, SITE);
  return page;
}

/** How many of each kind of thing there are on the practice account, by a fresh reading: all of it was made by Trunkbook. */
async function atTwilio(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const bridge = window.trunkbook!;
    const before = await bridge.invoke('mirror.get');
    const siteId = before.ok ? before.value.mirror.site?.id ?? '' : '';
    const read = await bridge.invoke('trunk.read', { siteId, inside: null });
    const after = await bridge.invoke('mirror.get');
    if (!read.ok || !after.ok) throw new Error('not read');
    const { trunks, accessLists, credentialLists } = after.value.mirror.site!.observed.twilio!.value;
    const parts = trunks.flatMap((trunk) => (trunk.parts ? [trunk.parts] : []));
    return {
      trunks: trunks.length, accessLists: accessLists.length, addresses: accessLists.flatMap(({ addresses }) => addresses ?? []).length, credentialLists: credentialLists.length, users: credentialLists.flatMap(({ users }) => users ?? []).length,
      urls: parts.flatMap(({ originationUrls }) => originationUrls).length, numbers: parts.flatMap(({ phoneNumbers }) => phoneNumbers ?? []).length,
    };
  });
}

/** How many of each kind of thing the ledger shows as made by Trunkbook and not taken away. */
async function madeBy(page: Page): Promise<Record<string, number>> {
  const ledger = await page.evaluate(async () => {
    const answer = await window.trunkbook!.invoke('mirror.get');
    if (!answer.ok || answer.value.mirror.site === null) throw new Error('no site');
    return answer.value.mirror.site.ledger;
  });
  const outcome = new Map(ledger.flatMap((entry) => (isOutcome(entry) ? [[entry.call, entry] as const] : [])));
  const made = new Map<string, string>();
  for (const entry of ledger) {
    if (entry.kind !== 'call') continue;
    const end = outcome.get(entry.id);
    if (end === undefined || end.kind === 'unknown' || end.kind === 'refused') continue;
    if (entry.effect === 'create') made.set(`${entry.resource} ${end.sid}`, entry.resource);
    if (entry.effect === 'remove') made.delete(`${entry.resource} ${end.sid}`);
  }
  const counts: Record<string, number> = {};
  for (const resource of made.values()) counts[resource] = (counts[resource] ?? 0) + 1;
  return counts;
}

const ALL_ONCE = {
  trunk: 1, 'access-list': 1, 'ip-address': 1, 'credential-list': 1, credential: 1, 'access-list-on-trunk': 1, 'credential-list-on-trunk': 1, 'origination-url': 1, number: 1, 'number-on-trunk': 1,
};

for (const nth of [1, 6, 13]) {
  test(`a set-up killed at the ledger’s ${nth}. word goes on where it stopped, and nothing is there twice`, async ({ launch }) => {
    const first = await launch();
    const page = await firstScreen(first);
    await prepareSite(page);
    const gone = await killAt(first, nth);
    await startSetUp(page).catch(() => { /* it may die under the last click */ });
    await gone();
    const again = await openAgain(launch);
    await openStep(again, 'setup.run');
    await pressStart(again);
    await expectFinished(again);
    expect(await madeBy(again)).toEqual(ALL_ONCE);
    expect(await atTwilio(again)).toEqual({ trunks: 1, accessLists: 1, addresses: 1, credentialLists: 1, users: 1, urls: 1, numbers: 1 });
  });
}

for (const nth of [3, 9]) {
  test(`an undo killed at the ledger’s ${nth}. word goes on, and leaves only what was bought`, async ({ launch }) => {
    const first = await launch();
    const page = await firstScreen(first);
    await prepareSite(page);
    await setUpTrunk(page);
    await openCompare(page);
    const dialog = await openUndo(page);
    const gone = await killAt(first, nth);
    await dialog.getByRole('button', { name: 'Take it away' }).click().catch(() => { /* it may die under the click */ });
    await gone();
    const again = await openAgain(launch);
    await openCompare(again);
    await undo(again);
    await expectNothingLeft(again);
    // What was in a list went with it.
    const { 'ip-address': _address, credential: _credential, ...left } = await madeBy(again);
    expect(left).toEqual({ number: 1 });
    expect(await atTwilio(again)).toEqual({ trunks: 0, accessLists: 0, addresses: 0, credentialLists: 0, users: 0, urls: 0, numbers: 0 });
  });
}
