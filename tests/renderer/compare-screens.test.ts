import { expect as see, type Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import {
  driftRow, expectCompared, expectNothingLeft, expectWorked, letSomebody, openCompare, openUndo, readAgain, reportFrom3cx, reviewTrunk, setTwilio, takeOver, typeFrom3cx, undo,
} from '../e2e/screens/compare.ts';
import { chooseNumberToBuy, chooseOwnedNumber } from '../e2e/screens/numbers.ts';
import { expectFinished, pressStart, setUpTrunk, tickEnteredIn3cx } from '../e2e/screens/set-up.ts';
import { expectStep, expectStepState, openStep } from '../e2e/screens/site.ts';
import { backToSites, createSite, openSite } from '../e2e/screens/sites.ts';
import { chooseTrunk, fillPbx } from '../e2e/screens/values.ts';
import { newSid } from './fake-account.ts';
import type { FakeMain } from './fake-main.ts';
import { AXE_PATIENCE, expectAccessible, LAKESIDE, missing, PBX, useBrowser, withSite } from './page-harness.ts';

useBrowser();

const step = (page: Page) => page.getByRole('main');
const trunkOf = (main: FakeMain) => {
  const [trunk] = main.account.trunks;
  if (!trunk) throw new Error('The fake account has no trunk.');
  return trunk;
};
const intent = (main: FakeMain) => {
  if (!main.mirror.site) throw new Error('No site is open.');
  return main.mirror.site.intent;
};

async function setUp(page: Page): Promise<string> {
  await fillPbx(page, PBX);
  await chooseTrunk(page, { secure: true, edge: 'umatilla' });
  const number = await chooseNumberToBuy(page, '512');
  await setUpTrunk(page);
  return number;
}

/** What somebody set up in the Console for another PBX: two lists, two users, a number. */
function addTrunkByHand(main: FakeMain): string {
  const { account } = main;
  const [first, second, login] = [newSid('AL'), newSid('AL'), newSid('CL')];
  account.accessLists.push({ sid: first, name: 'Harbor PBX', addresses: [{ sid: newSid('IP'), address: '34.120.9.21', prefix: 32 }] }, { sid: second, name: 'Harbor office', addresses: [{ sid: newSid('IP'), address: '34.120.9.22', prefix: 32 }] });
  account.credentialLists.push({ sid: login, name: 'Harbor SIP', users: [{ sid: newSid('CR'), username: 'harbor' }, { sid: newSid('CR'), username: 'harbor-phone' }] });
  const sid = newSid('TK');
  account.trunks.push({
    sid, name: 'Harbor by hand', domainName: 'harbor-by-hand.pstn.twilio.com', secure: false, cnamLookup: false, transferMode: 'disable-all', disasterRecoveryUrl: null,
    parts: { accessLists: [first, second], credentialLists: [login], originationUrls: [{ sid: newSid('OU'), url: 'sip:harbor.tx.3cx.us', weight: 20, priority: 5, enabled: true }], phoneNumbers: [] },
  });
  account.numbers.push({ sid: newSid('PN'), phoneNumber: '+15125550177', trunkSid: sid, hasVoiceUrl: false, emergency: null });
  return sid;
}

describe.skipIf(missing)('the comparison', () => {
  test('what somebody changed is put right at Twilio, or taken over; nothing is read by itself', () => withSite({}, async ({ page, main }) => {
    await setUp(page);
    await openCompare(page);
    await expectCompared(page, 'Nothing differs');
    await see(driftRow(page, 'Termination')).toContainText('Same');
    await letSomebody(page, 'secure-flipped');
    await expectCompared(page, 'Nothing differs');
    await readAgain(page);
    await expectCompared(page, 'One thing differs');
    await see(driftRow(page, 'Secure Trunking')).toContainText(/Differs.*on.*off/);
    await see(driftRow(page, 'Termination')).toHaveCount(0);
    await page.getByText('Only what differs (1 of').click();
    await see(driftRow(page, 'Termination')).toBeVisible();
    await setTwilio(page, 'Secure Trunking');
    await expectCompared(page, 'Nothing differs');
    expect(trunkOf(main).secure).toBe(true);
    await letSomebody(page, 'trunk-renamed');
    await readAgain(page);
    await takeOver(page, /^Take “.*\(old\)”: Name$/);
    await expectCompared(page, 'Nothing differs');
    expect(intent(main).trunk.friendlyName).toBe(trunkOf(main).name);
    await expectStepState(page, 'setup.compare', 'Done');
  }));

  test('a repair says what it costs, and sends nothing before the yes', () => withSite({}, async ({ page, main }) => {
    await setUp(page);
    trunkOf(main).cnamLookup = false;
    await openCompare(page);
    await readAgain(page);
    await step(page).getByRole('button', { name: 'Set Twilio…: CNAM lookup' }).click();
    const costs = page.getByRole('alertdialog', { name: 'This costs money' });
    await see(costs.getByRole('listitem')).toContainText(/^CNAM lookup\. Twilio charges for every lookup.*Set on the trunk/);
    await expectAccessible(page, 'costs of a repair');
    await costs.getByRole('button', { name: 'Not now' }).click();
    expect(trunkOf(main).cnamLookup).toBe(false);
    await step(page).getByRole('button', { name: 'Set Twilio…: CNAM lookup' }).click();
    await costs.getByRole('button', { name: 'Agree, and set Twilio' }).click();
    await expectCompared(page, 'Nothing differs');
    expect(trunkOf(main).cnamLookup).toBe(true);
  }));

  test('a question about a row is asked in it, and its no leads to the field', () => withSite({}, async ({ page, main }) => {
    await setUp(page);
    const number = main.account.numbers.find(({ phoneNumber }) => phoneNumber === '+15125550143');
    await chooseOwnedNumber(page, '+15125550143');
    await openCompare(page);
    await readAgain(page);
    const question = step(page).getByRole('group', { name: 'Question' });
    await see(question).toContainText('goes dead');
    await see(step(page).getByRole('button', { name: 'Set Twilio: Number' })).toHaveCount(0);
    await question.getByRole('button', { name: /^No/ }).click();
    await expectStep(page, 'numbers.choose');
    await openCompare(page);
    await question.getByRole('button', { name: /^Yes/ }).click();
    await setTwilio(page, 'Number');
    await expectCompared(page, 'Nothing differs');
    expect(number?.trunkSid).toBe(trunkOf(main).sid);
  }));

  test('somebody’s number leaves the trunk only after the warning; with emergency calling it stays, with the way out', () => withSite({}, async ({ page, main }) => {
    await setUp(page);
    const foreign = main.account.numbers.find(({ phoneNumber }) => phoneNumber === '+15125550142');
    if (!foreign) throw new Error('no number');
    foreign.trunkSid = trunkOf(main).sid;
    await openCompare(page);
    await readAgain(page);
    await see(driftRow(page, 'Another number')).toContainText('Not wanted here');
    await step(page).getByRole('button', { name: 'Take it off the trunk…: Another number' }).click();
    const warning = page.getByRole('alertdialog', { name: 'Take somebody’s number off the trunk?' });
    await expectAccessible(page, 'taking a number off');
    await warning.getByRole('button', { name: 'Leave it' }).click();
    expect(foreign.trunkSid).toBe(trunkOf(main).sid);
    await step(page).getByRole('button', { name: 'Take it off the trunk…: Another number' }).click();
    await warning.getByRole('button', { name: 'Take it off the trunk' }).click();
    await expectCompared(page, 'Nothing differs');
    expect(foreign.trunkSid).toBeNull();
    const own = main.account.numbers.find(({ trunkSid }) => trunkSid === trunkOf(main).sid);
    if (!own) throw new Error('no number');
    own.emergency = 'registered';
    const dialog = await openUndo(page);
    await dialog.getByRole('button', { name: 'Read the account again' }).click();
    await see(dialog.getByRole('list', { name: 'What stays for now' })).toContainText('has emergency calling');
    await see(dialog.getByRole('button', { name: 'Take it away' })).toHaveCount(0);
    await expectAccessible(page, 'undo that is held');
    await dialog.getByRole('button', { name: 'Twilio: emergency calling' }).click();
    await see(page.getByRole('dialog', { name: 'Open in your browser?' })).toBeVisible();
  }));

  test('what 3CX shows is written down, a mistake is refused beside its field, and a difference leads there or is taken over', () => withSite({}, async ({ page, main }) => {
    await setUp(page);
    await openCompare(page);
    await see(driftRow(page, 'Termination')).toContainText('not said yet');
    await reportFrom3cx(page, 'Termination', 'Registrar/Server in 3CX', '   ');
    await see(page.getByRole('dialog').getByLabel('Registrar/Server in 3CX')).toBeFocused();
    await see(page.getByRole('dialog').getByLabel('Registrar/Server in 3CX')).toHaveAccessibleDescription(/Enter what 3CX shows/);
    await typeFrom3cx(page, 'Registrar/Server in 3CX', 'x'.repeat(256));
    await see(page.getByRole('dialog').getByLabel('Registrar/Server in 3CX')).toHaveAccessibleDescription(/At most 255 characters/);
    expect(main.mirror.site?.observed.pbxTrunk).toEqual({});
    // What is none of Twilio's is just what is to be settled.
    await typeFrom3cx(page, 'Registrar/Server in 3CX', 'sip.example.com:5061');
    await see(driftRow(page, 'Termination')).toContainText(/3CX differs.*sip\.example\.com:5061.*reported by hand on/);
    await see(step(page).getByRole('button', { name: 'Change it in 3CX: Termination' })).toBeVisible();
    await reportFrom3cx(page, 'Termination', 'Registrar/Server in 3CX', `${intent(main).trunk.domainLabel ?? ''}.pstn.dublin.twilio.com`);
    await see(driftRow(page, 'Termination')).toContainText(/3CX differs.*pstn\.dublin\.twilio\.com.*reported by hand on/);
    await takeOver(page, /^Take what 3CX has: .*dublin/);
    await expectCompared(page, 'Nothing differs');
    expect(intent(main).trunk.edge).toBe('dublin');
    await reportFrom3cx(page, 'User', 'Authentication ID in 3CX', 'Someone else');
    await see(step(page).getByText(/cannot be taken over here\. “Someone else” is no SIP user name/)).toBeVisible();
    await see(step(page).getByRole('button', { name: /^Take what 3CX has/ })).toHaveCount(0);
    await reportFrom3cx(page, 'User', 'Authentication ID in 3CX', '');
    await reportFrom3cx(page, 'Secure Trunking', 'Encryption in 3CX', 'Off: no encryption');
    await see(driftRow(page, 'Secure Trunking')).toContainText('no encryption');
    await step(page).getByRole('button', { name: 'Change it in 3CX: Secure Trunking' }).click();
    await expectStep(page, 'trunk-in-3cx.encryption');
    await tickEnteredIn3cx(page);
    await openCompare(page);
    await page.getByText('Only what differs').click();
    await see(driftRow(page, 'SIP password')).toContainText(/as in the vault.*reported by hand on/);
    await see(driftRow(page, 'Numbers as they shall be')).toContainText(/main number \+1.*reported by hand on/);
    await reportFrom3cx(page, 'Main number', 'Main trunk number in 3CX', '+15125550142');
    await see(driftRow(page, 'Main number')).toContainText('3CX differs');
    await reportFrom3cx(page, 'Main number', 'Main trunk number in 3CX', 'Main line');
    await see(driftRow(page, 'Main number')).toContainText(/3CX differs.*Main line/);
    await reportFrom3cx(page, 'Main number', 'Main trunk number in 3CX', '');
    await see(driftRow(page, 'Main number')).toHaveCount(0);
  }));

  test('without a network the table says as of when it is, and a reload of the page loses nothing', () => withSite({}, async ({ page, main }) => {
    await setUp(page);
    trunkOf(main).name = 'Somebody’s';
    await openCompare(page);
    await readAgain(page);
    await expectCompared(page, 'One thing differs');
    main.account.online = false;
    await readAgain(page);
    await see(step(page).getByRole('alert')).toContainText('The table shows Twilio as it was on');
    await page.reload();
    await openCompare(page);
    await expectCompared(page, 'One thing differs');
    await see(driftRow(page, 'Name')).toContainText('Somebody’s');
  }));

  test('a repair that is refused says why, and reading shows how far it came', async () => {
    let refuse = false;
    const beforeCall = async (): Promise<void> => { if (refuse) throw new Error('The network is gone.'); };
    await withSite({ beforeCall }, async ({ page, main }) => {
      await setUp(page);
      trunkOf(main).secure = false;
      await openCompare(page);
      await readAgain(page);
      refuse = true;
      await step(page).getByRole('button', { name: 'Set Twilio: Secure Trunking' }).click();
      await see(step(page).getByRole('alert')).toContainText('The network is gone.');
      await expectAccessible(page, 'a repair that stopped');
      refuse = false;
      // A good reading shows how things stand: what the repair said is past.
      await readAgain(page);
      await see(step(page).getByRole('alert')).toHaveCount(0);
      await see(step(page).getByText('Refused', { exact: true })).toHaveCount(0);
      await expectCompared(page, 'One thing differs');
      await setTwilio(page, 'Secure Trunking');
      await expectCompared(page, 'Nothing differs');
    });
  });

  test('a trunk made by hand is reviewed before it is taken over: lists and users are chosen, the password is unknown afterwards', () => withSite({}, async ({ page, main }) => {
    addTrunkByHand(main);
    await openCompare(page);
    await step(page).getByRole('button', { name: 'Take over a trunk that is there…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Read the account' }).click();
    await see(page.getByRole('dialog').getByRole('radio', { name: /Harbor by hand/ })).toBeVisible();
    await expectAccessible(page, 'trunks to choose from');
    await page.keyboard.press('Escape');
    const dialog = await reviewTrunk(page, 'Harbor by hand');
    await dialog.getByLabel('The site’s access control list').selectOption('Harbor office');
    await dialog.getByLabel('3CX’s user in it').selectOption('harbor-phone');
    const change = (label: string) => dialog.getByRole('row').filter({ has: page.getByRole('rowheader', { name: label }) });
    await see(change('Termination')).toContainText('harbor-by-hand.pstn.twilio.com');
    await see(change('IP access control list')).toContainText('Harbor office');
    await see(change('Addresses of the PBX')).toContainText('34.120.9.22');
    await see(change('SIP user name')).toContainText('harbor-phone');
    await see(change('SIP password')).toContainText(/in the vault.*unknown afterwards/);
    await see(change('Priority and weight of the PBX')).toContainText('priority 5, weight 20');
    await see(change('Numbers')).toContainText('+1 512 555 0177');
    await see(dialog.getByRole('list', { name: 'What to know' })).toContainText('The list has 2 users');
    await expectAccessible(page, 'review');
    await dialog.getByRole('button', { name: 'Take it over' }).click();
    await see(dialog).toBeHidden();
    expect(intent(main).trunk).toMatchObject({ domainLabel: 'harbor-by-hand', secure: false, accessListName: 'Harbor office', sipUsername: 'harbor-phone', sipPassword: null });
    await see(driftRow(page, 'Another list on the trunk')).toContainText('Harbor PBX');
    await takeOver(page, 'Let it stay: Another list on the trunk');
    await takeOver(page, 'Let it stay: Another user');
    await expectCompared(page, 'Nothing differs');
    await takeOver(page, 'Not wanted after all: Another user');
    await expectCompared(page, 'One thing differs');
    await takeOver(page, 'Let it stay: Another user');
    await expectCompared(page, 'Nothing differs');
    expect(main.mirror.site?.ledger).toEqual([]);
  }));

  test('a trunk that cannot be taken over is refused in words', () => withSite({}, async ({ page, main }) => {
    addTrunkByHand(main);
    trunkOf(main).domainName = '-.pstn.twilio.com';
    await openCompare(page);
    const dialog = await reviewTrunk(page, 'Harbor by hand');
    await see(dialog).toContainText('Trunkbook cannot keep the domain');
    await see(dialog.getByRole('button', { name: 'Take it over' })).toBeDisabled();
  }));

  test('what Trunkbook made is taken away, and a number that it bought is given back only when that is ticked', () => withSite({}, async ({ page, main }) => {
    await setUp(page);
    await openCompare(page);
    const dialog = await openUndo(page);
    await see(dialog).toContainText('Calls to and from this site stop');
    await see(dialog.getByRole('checkbox', { name: /^Give \+1/ })).not.toBeChecked();
    await expectAccessible(page, 'undo');
    await dialog.getByRole('button', { name: 'Leave it as it is' }).click();
    await undo(page);
    await expectNothingLeft(page);
    await see(step(page).getByText('What it bought stays on the account: +1 512')).toBeVisible();
    expect([main.account.trunks, main.account.accessLists, main.account.credentialLists]).toEqual([[], [], []]);
    expect(main.account.numbers).toHaveLength(3);
    await expectAccessible(page, 'undone');
    await page.reload();
    await openCompare(page);
    await expectNothingLeft(page);
    await undo(page, { giveBack: [/^Give \+1/] });
    await expectNothingLeft(page);
    expect(main.account.numbers).toHaveLength(2);
    await openStep(page, 'setup.run');
    await pressStart(page);
    await expectFinished(page);
  }));

  test('an undo under way survives a reload of the page, and is found again when the site is opened', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => { release = resolve; });
    await withSite({ beforeCall: (action) => (action.startsWith('remove-trunk') ? held : Promise.resolve()) }, async ({ page }) => {
      await setUp(page);
      await openCompare(page);
      const dialog = await openUndo(page);
      await dialog.getByRole('button', { name: 'Take it away' }).click();
      await see(step(page).getByRole('heading', { name: 'Trunkbook is at work at Twilio' })).toBeVisible();
      await page.reload();
      await expectStep(page, 'setup.compare');
      await see(step(page).getByText('Taking away at Twilio')).toBeVisible();
      release();
      await expectWorked(page);
      await expectNothingLeft(page);
    });
  });

  test('by keyboard alone: a difference is found and settled, and the focus is never lost', () => withSite({}, async ({ page, main }) => {
    await setUp(page);
    trunkOf(main).name = 'Somebody’s';
    await page.keyboard.press('/');
    await page.keyboard.type('compare this site');
    await page.keyboard.press('Enter');
    await expectStep(page, 'setup.compare');
    const press = async (name: string | RegExp): Promise<void> => {
      const button = page.getByRole('button', { name });
      for (let at = 0; at < 60 && !(await button.evaluate((element) => element === element.ownerDocument.activeElement)); at += 1) await page.keyboard.press('Tab');
      await see(button).toBeFocused();
      await page.keyboard.press('Enter');
    };
    await press('Read the account again');
    await expectCompared(page, 'One thing differs');
    await press('Set Twilio: Name');
    await expectCompared(page, 'Nothing differs');
    await see(step(page).getByRole('heading', { name: 'Nothing differs', level: 3 })).toBeFocused();
    await press('Take over a trunk that is there…');
    await see(page.getByRole('dialog', { name: 'Take over a trunk that is there' })).toBeVisible();
    await page.keyboard.press('Escape');
    await see(page.getByRole('button', { name: 'Take over a trunk that is there…' })).toBeFocused();
  }));

  test('it passes axe in light and dark, differing and narrow', () => withSite({}, async ({ page, main }) => {
    await openCompare(page);
    await expectAccessible(page, 'nothing entered');
    await fillPbx(page, PBX);
    await chooseTrunk(page, { secure: true });
    await chooseNumberToBuy(page, '512');
    await openCompare(page);
    await readAgain(page);
    await expectCompared(page, 'Twilio has no trunk for this site');
    await expectAccessible(page, 'no trunk');
    await setUpTrunk(page);
    await openCompare(page);
    await expectAccessible(page, 'nothing differs');
    for (const what of ['secure-flipped', 'foreign-address-added', 'foreign-origination-added', 'number-detached'] as const) await letSomebody(page, what);
    const [other] = main.account.numbers;
    if (other) other.trunkSid = trunkOf(main).sid;
    await reportFrom3cx(page, 'User', 'Authentication ID in 3CX', 'somebody-else');
    await readAgain(page);
    await expectCompared(page, '6 things differ');
    await expectAccessible(page, 'six differ');
    for (const width of [1280, 1060, 960]) {
      await page.setViewportSize({ width, height: 640 });
      const wide = await page.evaluate(() => [...document.querySelectorAll('html, main, .compare, .drift')].filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.className));
      expect(wide, `${width}`).toEqual([]);
    }
    await expectAccessible(page, 'six differ, narrow');
    await step(page).getByRole('button', { name: 'Correct it: User' }).click();
    await expectAccessible(page, 'what 3CX shows');
  }), AXE_PATIENCE);

  test('what was bought and lost is bought again only after another yes', () => withSite({}, async ({ page, main }) => {
    const number = await setUp(page);
    main.account.numbers = main.account.numbers.filter(({ phoneNumber }) => phoneNumber !== number);
    await openStep(page, 'setup.run');
    await step(page).getByRole('button', { name: 'Read the account again' }).click();
    await step(page).getByRole('button', { name: 'Set up at Twilio' }).click();
    const costs = page.getByRole('alertdialog', { name: 'This costs money' });
    await see(costs.getByRole('listitem')).toHaveCount(1);
    await costs.getByRole('button', { name: 'Buy, and set up at Twilio' }).click();
    await expectFinished(page);
    expect(main.account.numbers.filter(({ phoneNumber }) => phoneNumber === number)).toHaveLength(1);
  }));

  test('an account without a trunk is read again where one is looked for, and on the page', () => withSite({}, async ({ page, main }) => {
    await openCompare(page);
    await readAgain(page);
    await readAgain(page);
    await step(page).getByRole('button', { name: 'Take over a trunk that is there…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Take over a trunk that is there' });
    await see(dialog).toContainText('This account has no trunk.');
    addTrunkByHand(main);
    await dialog.getByRole('button', { name: 'Read the account again' }).click();
    await see(dialog.getByRole('radio', { name: /Harbor by hand/ })).toBeVisible();
    await expectAccessible(page, 'trunks after another look');
  }));

  test('by hand there is nothing to compare, and another site’s work does not stand here', () => withSite({}, async ({ page }) => {
    await setUp(page);
    await openCompare(page);
    await undo(page);
    await expectNothingLeft(page);
    await backToSites(page);
    await createSite(page, 'Harbor Clinic');
    await openCompare(page);
    await see(step(page).getByText('Nothing that Trunkbook made')).toHaveCount(0);
    await openStep(page, 'account.choose');
    await page.getByText('No credentials: by hand').click();
    await see(page.getByRole('navigation', { name: 'Chapters' }).getByRole('button', { name: 'Compare this site' })).toHaveCount(0);
    await backToSites(page);
    await openSite(page, LAKESIDE);
  }));
});
