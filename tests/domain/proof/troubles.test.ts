import { describe, expect, it } from 'vitest';
import type { CodeSystem } from '../../../domain/proof/trouble.ts';
import { findTrouble, TROUBLES } from '../../../domain/proof/troubles.ts';
import { STEP_IDS } from '../../../domain/site/step-ids.ts';
import type { Field } from '../../../domain/trunk/requirements.ts';
import { SHEET_FIELDS } from '../../../domain/trunk/sheet.ts';

/** A list of a type: it does not compile when a field comes or goes. */
const FIELDS = Object.keys({
  account: true, 'pbx.fqdn': true, 'pbx.ipv4': true, 'trunk.friendlyName': true, 'trunk.domainLabel': true, 'trunk.secure': true, 'trunk.origination': true, 'trunk.accessListName': true, 'trunk.credentialListName': true,
  'trunk.sipUsername': true, sipPassword: true, numbers: true,
} satisfies Record<Field, true>);

/** What a code of each system looks like. */
const FORMS: Record<CodeSystem, RegExp> = { Twilio: /^\d{5,6}$/, '3CX event': /^\d{4,5}$/, SIP: /^[4-6]\d\d$/, '3CX test': /^[A-Z][A-Za-z0-9]+$/ };

const sentences = TROUBLES.flatMap(({ symptom, causes, grade }) => [symptom, ...causes.flatMap(({ cause, cure }) => [cause, cure]), ...(grade ? [grade.note] : [])]);

describe('each trouble', () => {
  it('has an id of its own, in kebab-case, under which it is found', () => {
    const ids = TROUBLES.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(TROUBLES.filter((trouble) => findTrouble(trouble.id) !== trouble)).toEqual([]);
    expect(findTrouble('no-such-trouble')).toBeNull();
  });

  it('has a cause, and leads from every cause to a step and a field that exist', () => {
    const fields = new Set<string>([...SHEET_FIELDS, ...FIELDS]);
    const steps = new Set<string>(STEP_IDS);
    const wrong = TROUBLES.flatMap(({ id, causes }) => [
      ...(causes.length === 0 ? [`${id}: no cause`] : []),
      ...causes.flatMap(({ step, field }) => [...(steps.has(step) ? [] : [`${id}: ${step}`]), ...(field === null || fields.has(field) ? [] : [`${id}: ${field}`])]),
    ]);
    expect(wrong).toEqual([]);
  });

  it('has codes as its system writes them', () => {
    expect(TROUBLES.flatMap(({ codes }) => codes).filter(({ system, code }) => !FORMS[system].test(code))).toEqual([]);
  });
});

describe('a code', () => {
  const owners = Map.groupBy(TROUBLES.flatMap((trouble) => trouble.codes.map((code) => ({ name: `${code.system} ${code.code}`, code: code.code, trouble }))), ({ name }) => name);

  it('stands once in a trouble', () => {
    expect([...owners].filter(([, all]) => new Set(all.map(({ trouble }) => trouble)).size !== all.length).map(([name]) => name)).toEqual([]);
  });

  it('that two troubles share is named in both symptoms, which tell it apart', () => {
    const shared = [...owners.values()].filter((all) => all.length > 1);
    // SIP has far fewer answers than there are reasons.
    expect(shared.map((all) => all[0]?.name).filter((name) => !name?.startsWith('SIP '))).toEqual([]);
    for (const all of shared) {
      expect(all.filter(({ code, trouble }) => !trouble.symptom.includes(code)).map(({ name, trouble }) => `${name}: ${trouble.id}`)).toEqual([]);
      expect(new Set(all.map(({ trouble }) => trouble.symptom)).size).toBe(all.length);
    }
  });
});

describe('what the technician reads', () => {
  it('is in whole sentences with typographic quotes', () => {
    expect(sentences.filter((text) => !/^[\p{Lu}\d“].*[.”]$/su.test(text) || /['"`]|\s{2}|\n/.test(text))).toEqual([]);
  });

  it('never sends anybody to dial a real emergency number', () => {
    expect(sentences.filter((text) => /\b(?:dial|call|ring|test(?: with)?) (?:911|999|112|000)\b/i.test(text))).toEqual([]);
  });
});
