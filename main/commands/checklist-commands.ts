import type { Stamp } from '../../domain/site/make.ts';
import { isEmergencyStep } from '../../domain/emergency/emergency-steps.ts';
import { refuse } from '../../domain/judgement.ts';
import { dayIsOver } from '../../domain/overview/open-point.ts';
import type { PointAbout } from '../../domain/site/emergency-record.ts';
import { type Evidence, withoutSecrets } from '../../domain/site/record.ts';
import { readDay, readOwner, readPerson, readRemark } from '../../domain/site/values.ts';
import type { StepId } from '../../domain/site/step-ids.ts';
import type { Saying } from '../../preload/contract.ts';
import { copiedValue } from '../clipboard.ts';
import { CLIPBOARD_SECONDS } from '../copied-value.ts';
import { type Desk, newId } from '../desk.ts';
import { CommandFault } from '../fault.ts';
import type { Handlers } from '../ipc/answer.ts';
import { keepPhoto, readPhoto } from '../photos.ts';
import { FieldReader } from './fields.ts';

type ChecklistHandlers = Pick<Handlers, 'site.record' | 'photo.add' | 'photo.thumbnail' | 'photo.show' | 'photo.withdraw' | 'guide.copyTable'>;

/** What a person says of the steps, and the pictures that prove it. The guide is loaded when it is first needed. */
export function checklistCommands(desk: Desk): ChecklistHandlers {
  const add = (siteId: string, entry: Evidence): Promise<unknown> => desk.change(siteId, (site) => ({ ...site, evidence: [...site.evidence, entry] }));
  return {
    'site.record': async ({ siteId, step, say }) => {
      const stamp = desk.stamp();
      const entry = await evidenceOf(step, say, (await desk.site(siteId)).intent.country, { id: newId(), ...stamp }, () => aboutPhones(desk, siteId, stamp.at));
      const [{ reportedBy }, { tickValues }, directory] = await Promise.all([import('../../domain/trunk/reported.ts'), import('../../domain/emergency/tick-values.ts'), desk.directory(siteId)]);
      await desk.change(siteId, (site) => ({
        ...site, evidence: [...site.evidence, entry.kind === 'step-done' ? { ...entry, values: { ...entry.values, ...tickValues(step, site.intent, directory, entry.values) } } : entry],
        observed: entry.kind === 'step-done' ? { ...site.observed, pbxTrunk: reportedBy(step, site.intent, site.observed.pbxTrunk, stamp) } : site.observed,
      }));
      return {};
    },
    'photo.add': async ({ siteId, step, name, data, thumbnail }) => {
      await desk.site(siteId);
      const photo = newId();
      // The picture first: an entry never names one that is not there.
      const bytes = await keepPhoto(desk.vault(), siteId, photo, { data, thumbnail });
      await add(siteId, { id: newId(), ...desk.stamp(), kind: 'photo', step, photo, name, bytes });
      return {};
    },
    'photo.thumbnail': async ({ siteId, photo }) => ({ url: await readPhoto(desk.vault(), siteId, photo, 'small') }),
    'photo.show': async ({ siteId, photo }) => ({ url: await readPhoto(desk.vault(), siteId, photo, 'whole') }),
    'photo.withdraw': async ({ siteId, step, photo }) => {
      const { photosOf } = await import('../../domain/overview/marks.ts');
      if (!photosOf((await desk.site(siteId)).evidence, step).some((one) => one.photo === photo)) throw nothingThere('This step has no such picture.');
      await add(siteId, { id: newId(), ...desk.stamp(), kind: 'photo-withdrawn', step, photo });
      return {};
    },
    'guide.copyTable': async ({ siteId, step, table }) => {
      const [{ stepOf }, { tablesFor }] = await Promise.all([import('../../domain/guide/chapters.ts'), import('../../domain/guide/applies.ts')]);
      const wanted = tablesFor(stepOf(step).tables, (await desk.site(siteId)).intent)[table];
      if (!wanted || wanted.sample) throw nothingThere('This site’s guide has no such table.');
      await copiedValue.copy([wanted.head, ...wanted.rows].map((cells) => cells.join('\t')).join('\n'));
      return { clearsAfterSeconds: CLIPBOARD_SECONDS };
    },
  };
}

/** What an open point is about that is made now: the phones that are not proven, and what each lacks. */
async function aboutPhones(desk: Desk, siteId: string, at: string): Promise<PointAbout[]> {
  const [{ aboutNow }, site, directory] = await Promise.all([import('../../domain/emergency/point-about.ts'), desk.site(siteId), desk.directory(siteId)]);
  return aboutNow(withoutSecrets(site), directory, Date.parse(at));
}

function nothingThere(why: string): CommandFault {
  return new CommandFault({ code: 'not-found', what: 'Trunkbook could not do that.', why, next: 'Open the step again.' });
}

/** Turns what a person said into evidence. What the step asks to be written down is judged here, whatever the page let through. */
async function evidenceOf(step: StepId, say: Saying, country: string, stamp: Stamp & { readonly id: string }, about: () => Promise<PointAbout[]>): Promise<Evidence> {
  const fields = new FieldReader();
  switch (say.kind) {
    case 'done': {
      const [{ stepOf }, { readRecord }, { isJudgedOnly }] = await Promise.all([import('../../domain/guide/chapters.ts'), import('../../domain/guide/records.ts'), import('../../domain/overview/judge.ts')]);
      if (isJudgedOnly(step)) throw new CommandFault({ code: 'invalid-value', what: 'This step is not ticked by hand.', why: 'Trunkbook judges it by what was entered and read.', next: 'Do what the step says; its state follows.' });
      const values = Object.fromEntries((stepOf(step).records ?? []).map((field) => [field.id, fields.take(`record.${field.id}`, readRecord(field, say.values[field.id] ?? '', country)) ?? '']));
      const note = fields.takeOptional('note', say.note, (text) => readRemark(text, 'a note')) ?? '';
      fields.finish();
      return { ...stamp, kind: 'step-done', step, source: 'reported', note, values };
    }
    case 'reopened':
      return { ...stamp, kind: 'step-reopened', step, note: say.note };
    case 'not-applicable': {
      const reason = fields.take('reason', readRemark(say.reason, 'the reason'));
      fields.finish();
      return { ...stamp, kind: 'step-not-applicable', step, reason: reason ?? '' };
    }
    case 'blocked': {
      const note = fields.take('note', readRemark(say.note, 'what is missing'));
      const owner = fields.take('owner', readOwner(say.owner));
      const due = fields.take('due', readDay(say.due));
      if (!isEmergencyStep(step)) {
        fields.finish();
        return { ...stamp, kind: 'step-blocked', step, note: note ?? '', owner: owner ?? '', due, emergency: null };
      }
      // Whoever stays behind must know what an emergency call does until then.
      if (say.due.trim() === '') fields.take('due', refuse('Enter the day by which this is done: help may depend on it.'));
      else if (due && dayIsOver(due, Date.parse(stamp.at))) fields.take('due', refuse('This day is over. Enter the day by which this is done: help may depend on it.'));
      const meanwhile = fields.take('meanwhile', readRemark(say.meanwhile ?? '', 'what an emergency call does until then'));
      const told = fields.take('told', readPerson(say.told ?? '', 'who of the customer’s people was told'));
      fields.finish();
      return { ...stamp, kind: 'step-blocked', step, note: note ?? '', owner: owner ?? '', due, emergency: { meanwhile: meanwhile ?? '', told: told ?? '', about: await about() } };
    }
    case 'note': {
      const text = fields.take('note', readRemark(say.text, 'a note'));
      fields.finish();
      return { ...stamp, kind: 'note', step, text: text ?? '' };
    }
  }
}
