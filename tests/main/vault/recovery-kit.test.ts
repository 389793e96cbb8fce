import { expect, test } from 'vitest';
import { recoveryKitHtml } from '../../../main/vault/recovery-kit.ts';

const NASTY = `<script>alert(1)</script>"'&<img src=x onerror=alert(1)>`;
const kit = recoveryKitHtml({
  folder: `C:\\Users\\Jo & Co\\${NASTY}`,
  sites: [{ id: '6f0c8f1e-6a53-4a6f-9a70-0d6e9a0c1b11', name: NASTY }],
  createdAt: '2026-11-23T10:00:00.000Z',
});

test('the page runs nothing and loads nothing, whatever sites are called', () => {
  expect(kit).not.toMatch(/<script|<img|<link|<iframe|javascript:|url\(|@import|\son\w+="/i);
  expect(kit).toContain('&#60;script&#62;');
});

test('it says how to open a file and where pictures are, names each site with its file, and leaves a line for the passphrase', () => {
  expect(kit).toContain('age -d -i identity.age');
  expect(kit).toContain('sites/6f0c8f1e-6a53-4a6f-9a70-0d6e9a0c1b11/site.age');
  expect(kit).toContain('<code>photos</code>');
  expect(kit).toContain('Jo &#38; Co');
  expect(kit).toContain('class="line"');
});

test('a vault without sites has a page as well', () => {
  expect(recoveryKitHtml({ folder: '/data', sites: [], createdAt: '2026-11-23T10:00:00.000Z' })).toContain('age -d -i identity.age');
});
