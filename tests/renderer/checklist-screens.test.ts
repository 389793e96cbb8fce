import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect as see, type Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { stepOf } from '../../domain/guide/chapters.ts';
import type { Channel } from '../../preload/channels.ts';
import type { FetchedValues } from '../../preload/contract.ts';
import { expectStep, openStep, sheetRow } from '../e2e/screens/site.ts';
import { chooseTrunk } from '../e2e/screens/values.ts';
import type { FakeMain } from './fake-main.ts';
import { missing, useBrowser, withSite } from './page-harness.ts';

useBrowser();

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAwAAAAICAIAAABChommAAAAEUlEQVR4nGM4EaBBEDGMKgIAoTN4AVzrwxgAAAAASUVORK5CYII=', 'base64');
const png = (name: string, buffer = PIXEL) => ({ name, mimeType: 'image/png', buffer });

const main = (page: Page) => page.getByRole('main');
const pictureFile = (page: Page) => main(page).getByLabel('Picture file');
const shown = (page: Page, name: string) => main(page).getByRole('button', { name: `Show ${name}`, exact: true });

interface Pasted {
  /** A picture of this name is on the clipboard, for each. */
  readonly pictures: readonly string[];
  readonly text?: string;
  /** Where the cursor is. */
  readonly into?: string;
}

/** Pastes at once, one after the other. Says of each whether the page took it away from the field. */
function paste(page: Page, pastes: readonly Pasted[]): Promise<readonly boolean[]> {
  return page.evaluate(({ given, base64 }) => given.map(({ pictures, text, into }) => {
    const data = new DataTransfer();
    for (const name of pictures) data.items.add(new File([Uint8Array.fromBase64(base64)], name, { type: 'image/png' }));
    if (text !== undefined) data.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector(into ?? 'body')?.dispatchEvent(event);
    return event.defaultPrevented;
  }), { given: pastes, base64: PIXEL.toString('base64') });
}

/** What the page asked main for on one channel. `answer` may keep main from it: by waiting, or by an answer of its own. */
function watch(fake: FakeMain, channel: Channel, answer: (nth: number) => Promise<unknown> = async () => undefined): unknown[] {
  const asked: unknown[] = [];
  const invoke = fake.invoke.bind(fake);
  fake.invoke = async (called, input) => {
    if (called !== channel) return invoke(called, input);
    asked.push(input);
    const own = await answer(asked.length);
    return own === undefined ? invoke(called, input) : own as Awaited<ReturnType<typeof invoke>>;
  };
  return asked;
}

/** Chooses a file, and has it gone before the page reads it. */
async function chooseGone(page: Page, label: string, name: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'trunkbook-gone-'));
  try {
    const path = join(folder, name);
    await writeFile(path, PIXEL);
    await page.evaluate(() => document.addEventListener('change', (event) => event.stopImmediatePropagation(), { capture: true, once: true }));
    await main(page).getByLabel(label).setInputFiles(path);
    await rm(path);
    await main(page).getByLabel(label).dispatchEvent('change', { bubbles: true });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const refusal = (what: string) => ({ ok: false, fault: { code: 'unexpected', what, why: 'The test says so.', next: 'Press again.', fields: [] } });

describe.skipIf(missing)('pictures, files and copying by key', () => {
  test('a paste is a picture only where nothing else wants it', () => withSite({}, async ({ page, main: fake }) => {
    const asked = watch(fake, 'photo.add');
    await openStep(page, 'extensions.dids');
    // A spreadsheet puts its cells on the clipboard as text and as a picture.
    expect(await paste(page, [
      { pictures: ['cells.png'], text: '+15125550142', into: 'textarea' }, { pictures: ['cells.png'], text: '+15125550142' }, { pictures: ['field.png'], into: 'textarea' },
    ])).toEqual([false, false, false]);
    await main(page).getByRole('button', { name: 'Note', exact: true }).click();
    await see(page.getByRole('dialog')).toBeVisible();
    expect(await paste(page, [{ pictures: ['dialog.png'] }])).toEqual([false]);
    await page.keyboard.press('Escape');
    await see(page.getByRole('dialog')).toHaveCount(0);
    expect(await paste(page, [{ pictures: ['wanted.png'] }])).toEqual([true]);
    await see(shown(page, 'wanted.png')).toBeVisible();
    expect(asked).toHaveLength(1);
  }));

  test('a picture that is too large is refused in words, before it is read', () => withSite({}, async ({ page, main: fake }) => {
    const asked = watch(fake, 'photo.add');
    await pictureFile(page).setInputFiles(png('poster.png', Buffer.concat([PIXEL, Buffer.alloc(13_000_000)])));
    const alert = main(page).getByRole('alert');
    await see(alert).toContainText('“poster.png” was not attached.');
    await see(alert).toContainText('at most 12 MB are kept');
    // Far below the fold otherwise.
    await see(alert).toBeInViewport();
    expect(asked).toEqual([]);
  }));

  test('no picture is lost: pastes wait for each other, and each that failed is named with its reason', () => withSite({}, async ({ page, main: fake }) => {
    const asked = watch(fake, 'photo.add', async (nth) => (nth === 4 ? refusal('The disk is full.') : undefined));
    await paste(page, [{ pictures: ['first.png'] }, { pictures: ['second.png'] }]);
    await see(shown(page, 'first.png')).toBeVisible();
    await see(shown(page, 'second.png')).toBeVisible();
    await pictureFile(page).setInputFiles([png('torn.png', Buffer.from('no picture')), png('third.png'), png('full.png'), png('blank.png', Buffer.from('none either')), png('last.png')]);
    await see(shown(page, 'last.png')).toBeVisible();
    await see(shown(page, 'third.png')).toBeVisible();
    await see(main(page).getByRole('alert').filter({ hasText: '“torn.png” and “blank.png” were not attached.' })).toContainText('none that Trunkbook can show');
    await see(main(page).getByRole('alert').filter({ hasText: '“full.png” was not attached.' })).toContainText('The disk is full. The test says so.');
    expect(asked).toHaveLength(5);
  }));

  test('a picture that fails after its step was left is still spoken of', () => withSite({}, async ({ page, main: fake }) => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => { release = resolve; });
    const asked = watch(fake, 'photo.add', async () => { await held; return refusal('The disk is full.'); });
    await openStep(page, 'outgoing.call');
    await paste(page, [{ pictures: ['late.png'] }]);
    await see.poll(() => asked.length).toBe(1);
    await page.keyboard.press('Alt+ArrowDown');
    await expectStep(page, 'incoming.call');
    release();
    await see(main(page).getByRole('alert')).toContainText('“late.png” was not attached to the step “');
  }));

  test('a picture that is gone when it is read is said in words', () => withSite({}, async ({ page }) => {
    await chooseGone(page, 'Picture file', 'gone.png');
    await see(main(page).getByRole('alert').filter({ hasText: '“gone.png” was not attached.' })).toContainText('cannot be read');
  }));

  test('a list that is gone when it is read is said in words', () => withSite({}, async ({ page }) => {
    await openStep(page, 'extensions.dids');
    await chooseGone(page, 'File of DIDs', 'gone.txt');
    await see(main(page).getByRole('alert').filter({ hasText: 'The file was not read.' })).toContainText('moved, deleted or changed');
  }));

  test('Alt+C stops at a value that is not entered, and says which', () => withSite({}, async ({ page }) => {
    await openStep(page, 'trunk-in-3cx.enter');
    const said = page.getByRole('complementary', { name: 'Transfer sheet' });
    for (const label of ['Trunk name in 3CX', 'Termination URI', 'Authentication ID', 'SIP credential password']) {
      await page.keyboard.press('Alt+KeyC');
      await see(said).toContainText(`Copied: ${label}`);
    }
    await page.keyboard.press('Alt+KeyC');
    await see(said).toContainText('Main number is not entered yet');
    await page.keyboard.press('Alt+KeyC');
    await see(said).toContainText('Copied: Trunk name in 3CX');
  }));

  test('Alt+C counts what was copied: a quick press skips nothing, and a failure is no tick', () => withSite({}, async ({ page, main: fake }) => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => { release = resolve; });
    const asked = watch(fake, 'sheet.copy', async (nth) => {
      if (nth === 1) await held;
      return nth === 2 ? refusal('The clipboard did not answer.') : undefined;
    });
    await openStep(page, 'trunk-in-3cx.enter');
    const sheet = page.getByRole('complementary', { name: 'Transfer sheet' });
    await see(sheetRow(page, 'Authentication ID')).toBeVisible();
    await page.keyboard.press('Alt+KeyC');
    await see.poll(() => asked.length).toBe(1);
    await page.keyboard.press('Alt+KeyC');
    release();
    await see(sheet.getByRole('status').filter({ hasText: 'Copied: ' })).toBeVisible();
    await page.keyboard.press('Alt+KeyC');
    await see(sheet.getByRole('alert')).toContainText('The clipboard did not answer. The test says so. Press again.');
    await see(sheet.getByRole('status').filter({ hasText: 'clipboard' })).toHaveCount(0);
    await page.keyboard.press('Alt+KeyC');
    await see(sheet.getByRole('status').filter({ hasText: 'Copied: ' })).toBeVisible();
    await see(sheet.getByRole('alert')).toHaveCount(0);
    const [first, second] = stepOf('trunk-in-3cx.enter').needs;
    expect(asked).toMatchObject([{ field: first }, { field: second }, { field: second }]);
  }));

  test('a typed number stays in its field until it is saved', () => withSite({}, async ({ page, main: fake }) => {
    watch(fake, 'site.saveNumbers', async (nth) => (nth === 1 ? refusal('The disk is full.') : undefined));
    await openStep(page, 'numbers.choose');
    const field = main(page).getByLabel('Or type a number of this account');
    await field.fill('+1 512 555 0142');
    await main(page).getByRole('button', { name: 'Use this number' }).click();
    await see(main(page).getByRole('alert')).toContainText('The disk is full.');
    await see(field).toHaveValue('+1 512 555 0142');
    await main(page).getByRole('button', { name: 'Use this number' }).click();
    await see(field).toHaveValue('');
    expect(fake.mirror.site?.intent.numbers).toEqual([{ phoneNumber: '+15125550142', acquire: 'take' }]);
  }));

  test('what Twilio has is on the sheet only with the same CNAM lookup, and no number is nothing to take', () => withSite({}, async ({ page, main: fake }) => {
    await chooseTrunk(page, { secure: false });
    const { trunk } = fake.mirror.site?.intent ?? {};
    const [name, domainName] = [trunk?.friendlyName ?? '', `${trunk?.domainLabel ?? ''}.pstn.twilio.com`];
    // For a site in the United States the sheet has it on.
    const value: FetchedValues = {
      trunks: [{ sid: 'TK1', name, domainName }],
      trunk: { sid: 'TK1', name, domainName, secure: false, cnamLookup: false, accessLists: [], credentialLists: [], originationUrls: [], phoneNumbers: [] },
    };
    watch(fake, 'sheet.fetch', async () => ({ ok: true, value }));
    await page.getByRole('button', { name: 'Forgot the values?' }).click();
    const dialog = page.getByRole('dialog', { name: 'Forgot the values?' });
    await see(dialog).toContainText('CNAM lookup off');
    await see(dialog.getByText('On the sheet')).toHaveCount(0);
    await see(dialog.getByRole('button', { name: 'Take the numbers' })).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Take the trunk' }).click();
    await see(dialog.getByText('On the sheet')).toHaveCount(1);
    expect(fake.mirror.site?.intent.trunk.cnamLookup).toBe(false);
  }));

  test('“Copied” goes away again beside a table of the guide', () => withSite({}, async ({ page }) => {
    await openStep(page, 'outgoing.call');
    await main(page).getByRole('button', { name: /^Copy the table/ }).click();
    const copied = main(page).getByText('Copied', { exact: true });
    await see(copied).toBeVisible();
    await see(copied).toHaveCount(0, { timeout: 10_000 });
  }));
});
