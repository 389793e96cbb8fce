import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareAddress } from '../../../domain/trunk/pbx-address.ts';
import { readySite, STAMP } from '../make-site.ts';

const { intent } = readySite();
const address = fc.integer({ min: 1, max: 12 }).map((last) => `34.120.8.${last}`);
const addresses = fc.uniqueArray(address, { minLength: 1, maxLength: 5 });

it('an address counts as confirmed exactly where the name leads to it; one that was entered beside it is named', () => {
  fc.assert(fc.property(addresses, addresses, (entered, published) => {
    const finding = compareAddress({ ...intent, pbx: { ...intent.pbx, ipv4: entered } }, { source: 'measured', ...STAMP, fqdn: intent.pbx.fqdn ?? '', value: { kind: 'addresses', addresses: published } });
    const confirmed = entered.filter((one) => published.includes(one));
    if (confirmed.length === 0) expect(finding.kind).toBe('contradiction');
    else expect(finding).toEqual({ kind: 'agrees', confirmed, unconfirmed: entered.filter((one) => !published.includes(one)) });
  }));
});
