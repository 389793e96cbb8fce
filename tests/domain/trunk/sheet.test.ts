import { describe, expect, it } from 'vitest';
import { withoutSecrets } from '../../../domain/site/record.ts';
import { localizedTerminationUri } from '../../../domain/trunk/edges.ts';
import { SHEET_FIELDS, transferSheet } from '../../../domain/trunk/sheet.ts';
import { readySite } from '../make-site.ts';

describe('the transfer sheet', () => {
  const site = readySite();
  const sheet = (change = site) => Object.fromEntries(transferSheet(withoutSecrets(change)).map((row) => [row.field, row.value]));

  it('has every field once', () => expect(transferSheet(withoutSecrets(site)).map((row) => row.field)).toEqual([...SHEET_FIELDS]));

  it('gives 3CX the localized termination URI of the chosen edge', () => {
    const trunk = { ...site.intent.trunk, edge: 'sao-paulo' as const };
    expect(sheet({ ...site, intent: { ...site.intent, trunk } })['trunk.terminationUri']).toEqual({ kind: 'plain', text: localizedTerminationUri(trunk.domainLabel ?? '', 'sao-paulo') });
  });

  it('says of a password only whether there is one', () => {
    const rows = JSON.stringify(transferSheet(withoutSecrets(site)));
    expect(rows).not.toContain(site.secrets.sipPassword?.value);
    expect(sheet()['trunk.sipPassword']).toEqual({ kind: 'secret' });
    expect(sheet()['pbx.password']).toEqual({ kind: 'missing' });
  });

  it('has no origination URL before somebody has chosen whether it is secure', () => {
    expect(sheet({ ...site, intent: { ...site.intent, trunk: { ...site.intent.trunk, secure: null } } })['trunk.originationUrl']).toEqual({ kind: 'missing' });
  });
});
