import { expect, it } from 'vitest';
import { EMPTY_DIRECTORY } from '../../../domain/numbers/empty-directory.ts';
import { overviewOf } from '../../../domain/overview/overview.ts';
import { type Site, withoutSecrets } from '../../../domain/site/record.ts';
import { plan } from '../../../domain/trunk/plan.ts';
import { readySite, STAMP } from '../make-site.ts';
import { TwilioModel } from '../trunk/twilio-model.ts';

const NOW = Date.parse(STAMP.at);
const looked = (site: Site, model: TwilioModel): Site => ({ ...site, observed: { ...site.observed, twilio: { source: 'api', ...STAMP, account: site.intent.account, value: structuredClone(model.snapshot) } } });

// The plan has no call for such a number, so “nothing left to do” would be the wrong conclusion.
it('a number that the account does not have, or has no more, is never called attached', () => {
  const model = TwilioModel.empty(['+15125550142']);
  const site = looked(readySite(), model);
  const todo = plan(site.intent, site.observed, [], NOW);
  const ledger = todo.kind === 'ready' ? model.apply(todo.actions) : [];
  const attached = (from: Site) => overviewOf({ ...withoutSecrets({ ...looked(from, model), ledger }), directory: EMPTY_DIRECTORY }, NOW).stateOf('numbers.attach');
  expect(attached(site).kind).toBe('done');
  const two: Site = { ...site, intent: { ...site.intent, numbers: [...site.intent.numbers, { phoneNumber: '+15125550143', acquire: 'take' }] } };
  expect(attached(two)).toMatchObject({ kind: 'attention', why: expect.stringContaining('+1 512 555 0143') });
  model.snapshot.numbers.length = 0;
  expect(attached(site)).toMatchObject({ kind: 'attention', why: expect.stringContaining('+1 512 555 0142') });
});
