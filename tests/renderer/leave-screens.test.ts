import { expect as see } from '@playwright/test';
import type { Page } from '@playwright/test';
import { describe, test } from 'vitest';
import type { CoverageInput } from '../../domain/emergency/coverage.ts';
import { ANSWERS_VALUE } from '../../domain/emergency/call-back.ts';
import { STEPS } from '../../domain/guide/chapters.ts';
import { isEmergencyStep } from '../../domain/emergency/emergency-steps.ts';
import type { Evidence, Site } from '../../domain/site/record.ts';
import type { StepId } from '../../domain/site/step-ids.ts';
import type { Drawn } from '../domain/emergency/covered-site.ts';
import { STAMP } from '../domain/make-site.ts';
import { expectLeave, heardExactly, sayMeanwhile } from '../e2e/screens/coverage.ts';
import { openStep } from '../e2e/screens/site.ts';
import { byHand, coverOnPage } from './covered-on-page.ts';
import { AXE_PATIENCE, expectAccessible, missing, useBrowser, withSite } from './page-harness.ts';

useBrowser();

const main = (page: Page) => page.getByRole('main');
const LOCATION: Drawn = { country: 'US', extensions: 12, floors: 2, shows: 'location' };
const QUEUE = '999999';
const firstOf = ({ directory }: CoverageInput): string => directory.extensions.rows.find(({ number }) => number !== QUEUE)?.number ?? '';

function said(step: StepId, say: 'done' | 'not-applicable', values: Record<string, string> = {}): Evidence {
  const entry = { id: crypto.randomUUID(), ...STAMP, step };
  return say === 'done' ? { ...entry, kind: 'step-done', source: 'reported', note: '', values } : { ...entry, kind: 'step-not-applicable', reason: 'For this test.' };
}

/** Says of every step that is not about emergency calls that it is not needed: what is left is about emergency calls. */
function onlyEmergencyLeft(site: Site): Site {
  const others = STEPS.map(({ id }) => id).filter((id) => !isEmergencyStep(id) && id !== 'hand-over.leave' && id !== 'inbound.origination' && id !== 'numbers.attach');
  const calledBack = site.intent.emergency.numbers.map(({ phoneNumber, callBack }) => said('test-933.callback', 'done', { number: phoneNumber, ...(callBack && { [ANSWERS_VALUE]: callBack.extension }) }));
  return { ...site, evidence: [...site.evidence, ...calledBack, ...others.map((id) => said(id, 'not-applicable')), ...(['emergency-twilio.territory', 'inbound.origination', 'numbers.attach'] as const).map((id) => said(id, 'done'))] };
}

describe.skipIf(missing)('leaving a site', () => {
  test('not while an extension is unproven; with an open point that says what a call does and who was told; safely when all is proven', () => withSite({}, async ({ page, main: fake }) => {
    const input = coverOnPage(fake, { ...LOCATION, floors: 1 }, (site) => onlyEmergencyLeft(byHand(site)));
    await expectLeave(page, 'Do not leave yet.');
    const reasons = main(page).getByRole('region', { name: 'Emergency calls', exact: true });
    await see(reasons).toContainText('not measured');
    await see(main(page).getByRole('region', { name: 'Everything else' })).toHaveCount(0);
    for (const step of ['Check who an emergency call shows', 'Call the 933 test service']) {
      const reason = reasons.getByRole('listitem').filter({ has: page.getByRole('button', { name: step, exact: true }) });
      if (await reason.count() === 0) continue;
      await reason.getByRole('button', { name: /^Cannot be done today/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('What is missing').fill('The phones come on Friday.');
      await dialog.getByLabel('Who sees to it').fill('Robin Vale');
      await dialog.getByRole('button', { name: 'Make it an open point' }).click();
      await see(dialog).toContainText('Enter the day on which somebody looks again.');
      await see(dialog).toContainText('Enter who was told.');
      await see(dialog.getByLabel('What an emergency call does until then')).not.toHaveValue('');
      await sayMeanwhile(page, { note: 'The phones come on Friday.', owner: 'Robin Vale', due: '2099-12-01', told: 'Pat Lee, office manager' });
    }
    await expectLeave(page, 'Leave with open points.');
    const points = main(page).getByRole('region', { name: 'Open points about emergency calls' });
    await see(points).toContainText('Robin Vale, until 2099-12-01. Told: Pat Lee, office manager');
    await see(points).toContainText('An emergency call until then:');
    await expectAccessible(page, 'leave with open points');
    for (const step of ['emergency-3cx.coverage', 'test-933.call'] as const) {
      await openStep(page, step);
      const back = main(page).getByRole('button', { name: 'Not blocked any more' });
      if (await back.count() > 0) await back.click();
    }
    await heardExactly(page, firstOf(input));
    await expectLeave(page, 'Safe to leave.');
    await expectAccessible(page, 'safe to leave');
  }), AXE_PATIENCE);

  test('an emergency step that was waved off stands there with its reason, and is no “safe”', () => withSite({}, async ({ page, main: fake }) => {
    const input = coverOnPage(fake, { ...LOCATION, floors: 1 }, (site) => {
      const left = onlyEmergencyLeft(byHand(site));
      return { ...left, evidence: [...left.evidence, said('emergency-twilio.terms', 'not-applicable')] };
    });
    await heardExactly(page, firstOf(input));
    await expectLeave(page, 'Leave with open points.');
    await see(main(page).getByRole('region', { name: 'May I leave?' })).toContainText('1 emergency step was called not needed. Go through it with the customer');
    await see(main(page).getByRole('region', { name: 'Emergency steps that were called not needed' })).toContainText('For this test.');
  }));
});
