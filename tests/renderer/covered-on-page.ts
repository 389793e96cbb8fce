import type { CoverageInput } from '../../domain/emergency/coverage.ts';
import type { Site } from '../../domain/site/record.ts';
import type { Drawn } from '../domain/emergency/covered-site.ts';
import { registeredSite } from '../domain/emergency/registered-site.ts';
import { STAMP } from '../domain/make-site.ts';
import type { FakeMain } from './fake-main.ts';

/** Makes the open site one in which every phone is covered, and nobody has dialled 933 yet. `change` knocks pieces out of it. */
export function coverOnPage(fake: FakeMain, drawn: Drawn, change: (site: Site) => Site = (site) => site): CoverageInput {
  const id = fake.mirror.site?.id ?? '';
  let made: ReturnType<typeof registeredSite> | null = null;
  fake.change(id, (site) => {
    made = registeredSite(site, drawn);
    return change(made.site);
  });
  const { directory, input } = made as unknown as ReturnType<typeof registeredSite>;
  fake.setDirectory(id, directory);
  return input;
}

/** The same site worked on in the Twilio Console: a person reported what it shows. */
export function byHand(site: Site): Site {
  const { numbers } = site.intent.emergency;
  return {
    ...site, intent: { ...site.intent, account: { kind: 'by-hand' } }, ledger: [],
    observed: { ...site.observed, twilio: null, emergency: null, emergencyReported: numbers.map(({ phoneNumber, address }) => ({ source: 'reported', ...STAMP, phoneNumber, state: 'registered', address })) },
  };
}
