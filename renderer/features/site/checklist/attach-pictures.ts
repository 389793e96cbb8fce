import { MOST_PICTURE_BYTES } from '../../../../domain/site/picture-limit.ts';
import type { StepId } from '../../../../domain/site/step-ids.ts';
import type { Fault } from '../../../../preload/contract.ts';
import { invoke } from '../../../bridge.ts';
import { base64Of, thumbnailOf } from './picture.ts';

/** So long a failure is sure to stay in sight, in milliseconds: the next picture does not wipe away what nobody had time to read. */
const READ_WITHIN = 6000;

const NOT_ATTACHED = 'The picture was not attached.';
const NOT_A_PICTURE: Fault = { code: 'invalid-value', what: NOT_ATTACHED, why: 'The file is none that Trunkbook can show.', next: 'Choose a JPEG, PNG or WebP file, or a screenshot.', fields: [] };
const UNREADABLE: Fault = { code: 'io', what: NOT_ATTACHED, why: 'The file cannot be read. It may have been moved, deleted or changed, or its drive is no longer connected.', next: 'See that the file is there, and choose it again.', fields: [] };

/** A picture that was not attached, where it should have gone, and why not. */
export interface Failure {
  readonly siteId: string;
  readonly step: StepId;
  readonly name: string;
  readonly fault: Fault;
  /** In milliseconds since 1970. */
  readonly at: number;
}

export interface Attaching {
  /** How many pictures are still to be attached. */
  readonly waiting: number;
  readonly failures: readonly Failure[];
}

// Outside the components: whoever pastes a picture and goes on to the next step at once loses neither the picture nor the word that it failed.
let attaching: Attaching = { waiting: 0, failures: [] };
let last: Promise<void> = Promise.resolve();
const listeners = new Set<() => void>();

function change(next: Partial<Attaching>): void {
  attaching = { ...attaching, ...next };
  for (const listener of listeners) listener();
}

export const readAttaching = (): Attaching => attaching;

export function onAttaching(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Lets go of the failures that were in sight long enough. */
export function forgetRead(): void {
  const failures = attaching.failures.filter(({ at }) => Date.now() - at < READ_WITHIN);
  if (failures.length < attaching.failures.length) change({ failures });
}

/** Attaches pictures to a step, one after the other and behind those that wait already. Never throws: what fails is among the failures. */
export function attachPictures(siteId: string, step: StepId, files: readonly File[]): void {
  if (files.length === 0) return;
  forgetRead();
  change({ waiting: attaching.waiting + files.length });
  for (const file of files) {
    last = last.then(async () => {
      const fault = await attach(siteId, step, file).catch(() => NOT_A_PICTURE);
      const failed = fault === null ? [] : [{ siteId, step, name: nameOf(file), fault, at: Date.now() }];
      change({ waiting: attaching.waiting - 1, failures: [...attaching.failures, ...failed] });
    });
  }
}

/** Why one picture was not attached; null when it was. */
async function attach(siteId: string, step: StepId, file: File): Promise<Fault | null> {
  if (file.type !== '' && !file.type.startsWith('image/')) return NOT_A_PICTURE;
  // Main would say the same, but what is far larger does not even get through to it.
  if (file.size > MOST_PICTURE_BYTES) {
    // Rounded up: 12.0 of at most 12 would be no reason.
    const size = (Math.ceil(file.size / 100_000) / 10).toFixed(1);
    return { code: 'invalid-value', what: NOT_ATTACHED, why: `It has ${size} MB; at most ${MOST_PICTURE_BYTES / 1_000_000} MB are kept.`, next: 'Make it smaller, or take it again at a lower size.', fields: [] };
  }
  // Read once: a file that vanishes later is not taken for one that is no picture.
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) return UNREADABLE;
  const picture = new Blob([bytes], { type: file.type });
  // Whatever keeps it from being drawn small, it cannot be shown.
  const small = await thumbnailOf(picture).catch(() => null);
  if (small === null) return NOT_A_PICTURE;
  const result = await invoke('photo.add', { siteId, step, name: nameOf(file), data: await base64Of(picture), thumbnail: await base64Of(small) });
  return result.ok ? null : result.fault;
}

function nameOf(file: File): string {
  return file.name.slice(0, 1000) || 'Screenshot';
}

/** One note for each reason, with the names of all that failed for it. `elsewhere` names the step, where it is not the one on the screen. */
export function faultsOf(failures: readonly Failure[], elsewhere: (step: StepId) => string | null): readonly Fault[] {
  const groups = Map.groupBy(failures, ({ step, fault }) => JSON.stringify([step, fault]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const names = group.map(({ name }) => `“${name.slice(0, 100)}”`);
    const title = elsewhere(first.step);
    const place = title === null ? '' : ` to the step “${title}”`;
    const { what, why } = first.fault;
    return [{
      ...first.fault,
      what: `${names.length === 1 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`} ${names.length === 1 ? 'was' : 'were'} not attached${place}.`,
      // Main may have had another trouble than the picture: its sentence is then a part of the reason.
      why: what === NOT_ATTACHED ? why : `${what} ${why}`,
    }];
  });
}
