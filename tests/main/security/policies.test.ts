import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, PRINT_POLICY } from '../../../main/security/csp.ts';
import { linkAddress } from '../../../main/security/link-table.ts';
import { isOwnRequest } from '../../../main/security/request-policy.ts';
import { LINKS } from '../../../domain/guide/links.ts';

describe('the content security policy', () => {
  const policy = contentSecurityPolicy('bm9uY2U=');
  it('starts from nothing and lets nothing run that is not our own file', () => {
    expect(policy.split('; ')).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "connect-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"]));
    expect(policy).not.toMatch(/unsafe|\*|https?:|app:/);
  });
  it('opens scripts, styles, images and fonts, and nothing else', () => {
    const opened = policy.split('; ').filter((directive) => !directive.endsWith(" 'none'")).map((directive) => directive.split(' ')[0]);
    expect(opened).toEqual(['script-src', 'style-src', 'img-src', 'font-src', 'require-trusted-types-for']);
  });
  it('carries the nonce of the load for styles only', () => expect(policy.match(/nonce-/g)).toHaveLength(1));
  it('for printed pages runs no script at all', () => {
    expect(PRINT_POLICY).toMatch(/default-src 'none'.*sandbox$/);
    expect(PRINT_POLICY).not.toMatch(/script|connect|frame-src|\*|https?:/);
  });
});

describe('links by name', () => {
  it('lead to https addresses without user info', () => {
    for (const link of LINKS) {
      const url = new URL(linkAddress(link, 'acme.tx.my3cx.us') ?? '');
      expect(url.protocol).toBe('https:');
      expect(url.username + url.password).toBe('');
    }
  });
  it('take their host only from a valid FQDN', () => {
    expect(linkAddress('3cx-console', 'acme.tx.my3cx.us')).toBe('https://acme.tx.my3cx.us/');
    for (const bad of [null, '', 'acme', 'acme.com@evil.com', 'evil.com/acme.com', 'javascript:alert(1)', 'acme.com:443', '10.0.0.1', 'acme.com\\@evil.com', 'acme.com?x']) expect(linkAddress('3cx-console', bad)).toBeNull();
  });
});

describe('requests of a page', () => {
  it.each(['app://bundle/', 'app://bundle/assets/a.js', 'app://print/00', 'data:image/png;base64,AA=='])('%s is its own', (url) => expect(isOwnRequest(url, null)).toBe(true));
  it.each(['https://api.twilio.com/', 'http://localhost:5173/', 'file:///etc/passwd', 'app://evil/', 'ws://localhost:5173/', 'blob:app://bundle/1', 'chrome://gpu', 'nonsense'])('%s is refused', (url) => expect(isOwnRequest(url, null)).toBe(false));
  it('the dev server is allowed only where one is named', () => {
    expect(isOwnRequest('http://localhost:5173/x', 'http://localhost:5173')).toBe(true);
    expect(isOwnRequest('ws://localhost:5173/x', 'http://localhost:5173')).toBe(true);
    expect(isOwnRequest('http://localhost:5174/x', 'http://localhost:5173')).toBe(false);
  });
});
