import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleFile } from '../../../main/security/bundle.ts';

const ROOT = '/opt/trunkbook/out/renderer';

describe('app://bundle', () => {
  it.each([
    ['app://bundle/', 'index.html'], ['app://bundle/index.html', 'index.html'], ['app://bundle/assets/index-Ab3_d.js', 'assets/index-Ab3_d.js'], ['app://bundle/assets/a.css?v=1#x', 'assets/a.css'],
  ])('serves %s', (url, file) => expect(bundleFile(ROOT, url, 'GET')?.file).toBe(path.join(ROOT, file)));

  it.each([
    'app://bundle/../main/index.js', 'app://bundle/..%2fmain/index.js', 'app://bundle/%2e%2e/main/index.js', 'app://bundle/%2e%2e%2fmain%2findex.js', 'app://bundle/assets/../../main/index.js', 'app://bundle/..\\main\\index.js',
    'app://bundle/assets/%00.js', 'app://bundle//etc/passwd.js', 'app://bundle/./index.html', 'app://bundle/.env.js', 'app://bundle/assets/', 'app://bundle/assets', 'app://bundle/C:/x.js', 'app://bundle/index.html/..',
    'app://bundle.evil/index.html', 'app://evil/index.html', 'app://user@bundle/index.html', 'app://user:pw@bundle/index.html', 'app://bundle:80/index.html', 'https://bundle/index.html', 'file:///index.html', 'app:bundle/index.html',
    'app://bundle/index.exe', 'app://bundle/index.js.map', 'app://bundle/package.json', 'app://print/x', 'not a url', '',
  ])('refuses %s', (url) => expect(bundleFile(ROOT, url, 'GET')).toBeNull());

  it.each(['POST', 'PUT', 'HEAD', 'DELETE', 'get'])('answers nothing to %s', (method) => expect(bundleFile(ROOT, 'app://bundle/index.html', method)).toBeNull());

  it('never leads outside its folder, whatever the path', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%5c', 'a', 'b.js', '//', '\u0000', '%00', 'é'), { maxLength: 12 }), (parts) => {
      const found = bundleFile(ROOT, `app://bundle/${parts.join('')}`, 'GET');
      if (found !== null) expect(path.relative(ROOT, found.file)).not.toMatch(/^\.\.|^\/|\\/);
    }), { numRuns: 2000 });
  });
});
