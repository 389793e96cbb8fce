import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notPublic, readFqdn, readPublicIpv4 } from '../../../domain/site/addresses.ts';

describe('the public address of a PBX', () => {
  it.each(['34.120.8.15', ' 34.120.8.15 ', '34.120.8.15/32', '172.32.0.1', '100.63.255.255', '100.128.0.0', '192.0.1.1'])('takes %j', (text) => {
    expect(readPublicIpv4(text)).toEqual({ ok: true, value: text.trim().replace('/32', '') });
  });

  it.each([
    ['10.0.0.4', 'private'], ['172.16.0.1', 'private'], ['172.31.255.255', 'private'], ['192.168.1.1', 'private'], ['127.0.0.1', 'this computer'], ['169.254.3.4', 'link-local'],
    ['100.64.0.1', 'NAT'], ['203.0.113.9', 'documentation'], ['198.51.100.7', 'documentation'], ['192.0.2.1', 'documentation'], ['224.0.0.1', 'multicast'], ['255.255.255.255', 'reserved'], ['0.0.0.0', 'this network'],
    ['', 'Enter'], ['256.1.1.1', 'four numbers'], ['1.2.3', 'four numbers'], ['01.2.3.4', 'four numbers'], ['1.2.3.4.5', 'four numbers'], ['34.120.8.15/24', 'without a range'], ['2001:db8::1', 'IPv6'],
    ['١٢.3.4.5', 'four numbers'], ['0x22.1.1.1', 'four numbers'], ['34.120.8.15 34.120.8.16', 'four numbers'], ['9'.repeat(10_000), 'too long'],
  ])('refuses %j and says why', (text, why) => {
    const judged = readPublicIpv4(text);
    expect(judged.ok).toBe(false);
    expect(!judged.ok && judged.why).toContain(why);
  });

  it('never takes an address that it calls not public, whatever the octets', () => {
    fc.assert(fc.property(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)), (octets) => {
      const address = octets.join('.');
      expect(readPublicIpv4(address).ok).toBe(notPublic(address) === null);
    }));
  });
});

describe('the name of a PBX', () => {
  it.each([['lakeside-dental.tx.my3cx.us', 'lakeside-dental.tx.my3cx.us'], [' ACME.3CX.eu. ', 'acme.3cx.eu']])('takes %j', (text, value) => {
    expect(readFqdn(text)).toEqual({ ok: true, value });
  });

  it.each(['', 'acme', 'https://acme.3cx.us', 'acme.3cx.us/login', 'sip:acme.3cx.us', 'acme.3cx.us:5001', '34.1.2.3', '-a.example.com', 'a-.example.com', 'a..b.com', 'a_b.example.com', 'user@acme.3cx.us', 'ácme.3cx.us', 'a b.com', 'acme.123', `${'a'.repeat(64)}.com`, 'a.'.repeat(5000), '<b>a</b>.com', 'acme.3cx.us\n'.repeat(2)])('refuses %j', (text) => {
    expect(readFqdn(text).ok).toBe(false);
  });

  it('throws on no text at all', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => { readFqdn(text); readPublicIpv4(text); }));
  });
});
