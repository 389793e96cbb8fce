import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

/** Modules of packages that are loaded once `code` has run in a fresh Node. */
function packagesLoadedBy(code: string): string[] {
  const hooks = `import { registerHooks } from 'node:module';
    registerHooks({ load: (url, context, next) => { if (url.includes('node_modules')) console.log(url); return next(url, context); } });`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', `${hooks} ${code}`], { encoding: 'utf8', cwd: path.resolve('.') });
  expect(run.stderr).toBe('');
  return [...new Set(run.stdout.split('\n').flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []))];
}

test("importing the vault loads neither the cryptography nor the word lists, so main's start does not pay for them", () => {
  const modules = ['vault', 'errors', 'passphrase', 'recovery-kit'].map((name) => `await import('./main/vault/${name}.ts');`);
  const packages = packagesLoadedBy(modules.join('\n'));
  expect(packages.filter((name) => /age|noble|scure|zxcvbn/.test(name))).toEqual([]);
  // The probe sees packages at all.
  expect(packagesLoadedBy(`await (await import('./main/vault/vault.ts')).prepareVault();`)).toContain('age-encryption');
});
