import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notPublic, readFqdn, readLoginUrl, readPublicIpv4 } from '../../../domain/site/addresses.ts';
import { anyText } from '../dialplan/make-rules.ts';

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

  it.each(['', 'acme', 'https://acme.3cx.us', 'acme.3cx.us/login', 'sip:acme.3cx.us', 'acme.3cx.us:5001', '34.1.2.3', '-a.example.com', 'a-.example.com', 'a..b.com', 'a_b.example.com', 'user@acme.3cx.us', 'ácme.3cx.us', 'a b.com', 'acme.123', '127.1', '0x7f.0x1', 'acme.0x1f', 'acme.0x', `${'a'.repeat(64)}.com`, 'a.'.repeat(5000), '<b>a</b>.com', 'acme.3cx.us\n'.repeat(2)])('refuses %j', (text) => {
    expect(readFqdn(text).ok).toBe(false);
  });

  it('throws on no text at all', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => { readFqdn(text); readPublicIpv4(text); }));
  });
});

describe('where the 3CX console is opened', () => {
  it.each([
    ['https://acme.my3cx.us', 'https://acme.my3cx.us'], [' acme.my3cx.us ', 'https://acme.my3cx.us'], ['HTTPS://ACME.My3CX.us.', 'https://acme.my3cx.us'], ['acme.my3cx.us:5001', 'https://acme.my3cx.us:5001'],
    ['https://acme.my3cx.us:5001/#/Login?x=1', 'https://acme.my3cx.us:5001/#/Login?x=1'], ['https://acme.my3cx.us/webclient/', 'https://acme.my3cx.us/webclient/'], ['acme.my3cx.us?next=/a', 'https://acme.my3cx.us?next=/a'],
    ['https://acme.my3cx.us:65535', 'https://acme.my3cx.us:65535'], ['https://acme.my3cx.us/a@b:c', 'https://acme.my3cx.us/a@b:c'],
  ])('%j is taken, with its port and its path', (text, value) => expect(readLoginUrl(text)).toEqual({ ok: true, value }));

  it.each([
    ['', 'Enter'], ['http://acme.my3cx.us', 'https'], ['ftp://acme.my3cx.us', 'https'], ['javascript://acme.my3cx.us/%0aalert(1)', 'https'], ['file:///etc/passwd', 'https'], ['javascript:alert(1)', 'name'], ['data:text/html,x', 'name'],
    ['https://admin:secret@acme.my3cx.us', 'user name or password'], ['https://acme.my3cx.us@evil.example', 'user name or password'], ['https://@acme.my3cx.us', 'user name or password'],
    ['https://acme.my3cx.us:0', 'port'], ['https://acme.my3cx.us:65536', 'port'], ['https://acme.my3cx.us:', 'port'], ['https://acme.my3cx.us:5001:5001', 'port'], ['https://acme.my3cx.us:-1', 'port'],
    ['https://34.174.61.120:5001', 'address'], ['https://10.0.0.4', 'address'], ['https://127.0.0.1', 'address'], ['https://0x7f.0x1', 'letters a to z'], ['https://127.1', 'letters a to z'], ['https://[::1]/', 'name'],
    ['https://localhost:5001', 'dot'], ['https://pbx', 'dot'], ['https://', 'Enter'], ['https:///acme.my3cx.us', 'Enter'], ['//acme.my3cx.us', 'Enter'], ['https://acme\\.my3cx.us', 'name'], ['https://acme.my3cx.us\\@evil.example', 'user name or password'],
    ['https://ácme.my3cx.us', 'letters a to z'], ['https://acme%2emy3cx.us', 'letters a to z'], ['https://acme.my3cx.us/a b', 'spaces'], ['https://acme.my3cx.us/"onload="x', 'quotation'], ['https://acme.my3cx.us/<b>', 'quotation'],
    ['https://acme.my3cx.us/a\nb', 'spaces'], ['https://acme.my3cx.us/a\u0000b', 'spaces'], ['https://acme.my3cx.us/a\\b', 'spaces'], ['https://acme.my3cx.us/\u00a0x', 'spaces'], ['x'.repeat(501), 'too long'],
  ])('%j is refused and says why', (text, why) => {
    const judged = readLoginUrl(text);
    expect(!judged.ok && judged.why).toContain(why);
  });

  it('refuses whatever name is no name of a PBX', () => {
    fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.domain(), anyText(20)), (host) => {
      if (!readFqdn(host).ok && !/[:/?#]/.test(host)) expect(readLoginUrl(`https://${host}/`).ok, host).toBe(false);
    }));
  });

  it('leads over https to the very host that was typed, without user and password; it never throws', () => {
    const host = fc.oneof(fc.domain(), fc.constantFrom('acme.my3cx.us', '0x7f.1', 'localhost', '10.0.0.1', '[::1]', 'a.0x1', 'user@acme.my3cx.us'), anyText(8));
    const pieces = fc.tuple(fc.constantFrom('https://', 'HTTPS://', '', 'http://', '//', 'https:'), host, fc.constantFrom('', ':5001', ':443', ':0', ':99999', ':'), fc.constantFrom('', '/', '?', '#', '/a@', '\\'), anyText(12));
    fc.assert(fc.property(pieces, ([scheme, name, port, mark, rest]) => {
      const typed = `${scheme}${name}${port}${mark}${rest}`;
      const judged = readLoginUrl(typed);
      if (!judged.ok) return;
      const url = new URL(judged.value);
      expect(url.protocol).toBe('https:');
      expect([url.username, url.password]).toEqual(['', '']);
      expect(readFqdn(url.hostname)).toEqual({ ok: true, value: url.hostname });
      expect(judged.value.startsWith(`https://${url.hostname}`)).toBe(true);
      expect(typed.toLowerCase()).toContain(url.hostname);
      expect(readLoginUrl(judged.value)).toEqual(judged);
    }));
  });
});
