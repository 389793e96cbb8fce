import type { Evidence, Site } from '../../domain/site/record.ts';
import { withoutSecrets } from '../../domain/site/record.ts';
import { type Desk, newId } from '../desk.ts';
import { CommandFault, toFault } from '../fault.ts';
import type { Handlers } from '../ipc/answer.ts';
import { CLOCK_SERVER, measureClock } from '../probe/clock.ts';
import type { TwilioFetch } from '../twilio/http-client.ts';
import { withBytes } from './passphrase-bytes.ts';
import { listNumbers } from './number-commands.ts';
import { lookUpName, type Reading, readTrunk } from './trunk-commands.ts';

export interface VisitCommands extends Reading {
  /** To a server on the internet, whichever account the site works on. */
  readonly fetch: TwilioFetch;
}

/** “Prepare the visit”: reads everything anew while there is a network, and has the passphrase typed once. */
export function visitCommands({ fetch, ...reading }: VisitCommands): Pick<Handlers, 'visit.prepare'> {
  const { desk, connect, signal } = reading;
  return {
    'visit.prepare': async ({ siteId, passphrase }) => {
      await withBytes(passphrase, (bytes) => desk.vault().verifyPassphrase(bytes));
      await addEvidence(desk, siteId, { id: newId(), ...desk.stamp(), kind: 'passphrase-typed' });
      const { account } = (await desk.site(siteId)).intent;
      const reads: (readonly [what: string, read: () => Promise<unknown>])[] = [
        ['The PBX’s name was not looked up.', () => mustAnswer(lookUpName(desk, connect, siteId, true))],
        ...account.kind === 'by-hand' ? [] : [
          ['The Twilio account was not read.', () => readTrunk(reading, siteId)] as const,
          ['The account’s numbers were not listed.', () => listNumbers(reading, siteId)] as const,
        ],
        ...account.kind === 'practice' ? [] : [['The laptop’s clock was not compared.', () => keepClock(desk, siteId, fetch, signal())] as const],
      ];
      const notDone = (await Promise.all(reads.map(async ([what, read]) => {
        try {
          await read();
          return [];
        } catch (error) {
          const { why, next } = toFault(error);
          return [{ what, why: `${why} ${next}` }];
        }
      }))).flat();
      await notePrepared(desk, siteId);
      return { notDone };
    },
  };
}

function addEvidence(desk: Desk, siteId: string, entry: Evidence): Promise<Site> {
  return desk.change(siteId, (site) => ({ ...site, evidence: [...site.evidence, entry] }));
}

async function mustAnswer(lookUp: Promise<boolean>): Promise<void> {
  if (await lookUp) return;
  throw new CommandFault({ code: 'network', what: 'The PBX’s name was not looked up.', why: 'No name server answered for it.', next: 'Check the 3CX FQDN, or refresh again where there is a network.' });
}

async function keepClock(desk: Desk, siteId: string, fetch: TwilioFetch, signal: AbortSignal): Promise<void> {
  const ahead = await measureClock(fetch, Date.now, signal);
  if (ahead === null) {
    throw new CommandFault({
      code: 'network', what: 'The laptop’s clock was not compared.', why: `${CLOCK_SERVER} gave no answer: there is no network, or the clock is so far off that its certificate does not hold.`,
      next: 'Compare the clock with your phone’s, then refresh again.',
    });
  }
  await desk.change(siteId, (site) => ({ ...site, observed: { ...site.observed, clock: { source: 'measured', ...desk.stamp(), ahead, against: CLOCK_SERVER } } }));
}

/** Where everything is fresh, the step is done: Trunkbook saw it. */
async function notePrepared(desk: Desk, siteId: string): Promise<void> {
  const { isPrepared, visitItems } = await import('../../domain/overview/visit.ts');
  const site = { ...withoutSecrets(await desk.site(siteId)), directory: await desk.directory(siteId) };
  if (isPrepared(visitItems(site, Date.now()))) await addEvidence(desk, siteId, { id: newId(), ...desk.stamp(), kind: 'step-done', step: 'visit.refresh', source: 'measured', note: '', values: {} });
}
