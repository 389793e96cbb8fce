import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppPaths } from '../../tools/chromium-host/src/app-paths.ts';
import { CommandLine, readLaunch } from '../../tools/chromium-host/src/command-line.ts';
import { FrameTree } from '../../tools/chromium-host/src/frames.ts';
import { SingleInstance, type Knock } from '../../tools/chromium-host/src/single-instance.ts';

const source = (name: string): string => path.resolve(import.meta.dirname, '../../tools/chromium-host/src', name);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'host-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the command line', () => {
  it('is read as the electron executable reads it', () => {
    writeFileSync(path.join(folder, 'package.json'), '{"name":"it","main":"start.js"}');
    const launch = readLaunch('/nowhere/electron', ['-r', './loader.js', '--inspect=0', '--remote-debugging-port=0', folder, '--data-folder=/tmp/x', 'later']);
    expect(launch).toMatchObject({
      requires: ['./loader.js'], inspect: { port: 0, wait: false }, switches: ['--remote-debugging-port=0', '--data-folder=/tmp/x'], appPath: folder, entry: path.join(folder, 'start.js'), packaged: false,
    });
  });
  it('runs a packaged app without being told, and says why it cannot read an archive', () => {
    const executable = path.join(folder, 'electron');
    mkdirSync(path.join(folder, 'resources/app'), { recursive: true });
    writeFileSync(path.join(folder, 'resources/app/package.json'), '{"name":"it"}');
    expect(readLaunch(executable, ['document.txt'])).toMatchObject({ packaged: true, entry: path.join(folder, 'resources/app/index.js') });
    rmSync(path.join(folder, 'resources/app'), { recursive: true });
    writeFileSync(path.join(folder, 'resources/app.asar'), '');
    expect(() => readLaunch(executable, [])).toThrow('unpack it');
  });
  it('switches can be read, added and removed, and go back to arguments', () => {
    const line = new CommandLine(['--plain', '--data-folder=/a=b', 'ignored']);
    line.appendSwitch('added', '1');
    line.removeSwitch('plain');
    expect([line.getSwitchValue('data-folder'), line.hasSwitch('plain'), line.getSwitchValue('absent')]).toEqual(['/a=b', false, '']);
    expect(line.toArguments()).toEqual(['--data-folder=/a=b', '--added=1']);
  });
});

it('paths hang together: sessionData follows userData, an unknown name and a relative folder are refused', () => {
  const paths = new AppPaths('/opt/electron', () => 'Trunkbook');
  expect(paths.get('userData')).toBe(path.join(paths.get('appData'), 'Trunkbook'));
  paths.set('userData', '/data');
  expect([paths.get('sessionData'), paths.get('logs')]).toEqual(['/data', '/data/logs']);
  expect(() => paths.get('nothing')).toThrow("Failed to get 'nothing' path");
  expect(() => paths.set('userData', 'relative')).toThrow('Path must be absolute');
});

describe('the single instance', () => {
  const knock: Knock = { argv: ['electron', '--from=second'], cwd: '/', additionalData: { a: 1 } };
  it('belongs to one process a folder; the next one is heard and turned away', async () => {
    const heard = Promise.withResolvers<Knock>();
    const first = new SingleInstance();
    expect(first.take(folder, knock, heard.resolve)).toBe(true);
    const script = `import { SingleInstance } from ${JSON.stringify(source('single-instance.ts'))};
      console.log(new SingleInstance().take(process.argv[1], ${JSON.stringify(knock)}, () => {}));
      process.exit(0);`;
    // The first has to be able to answer: do not block its process.
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (data: Buffer) => {
      said += data.toString();
    });
    await new Promise((resolve) => child.once('close', resolve));
    expect(said).toBe('false\n');
    expect(await heard.promise).toEqual(knock);
    first.release();
    expect(new SingleInstance().take(folder, knock, () => {})).toBe(true);
  });
  it('of another folder is free', () => {
    const [one, two] = [new SingleInstance(), new SingleInstance()];
    expect([one.take(folder, knock, () => {}), two.take(`${folder}-2`, knock, () => {})]).toEqual([true, true]);
    one.release();
    two.release();
  });
});

it('frames know their parent, their top and their address of now, until they are gone', () => {
  const tree = new FrameTree('main');
  tree.navigated('main', 'https://example.com/', undefined);
  tree.attached('child', 'main');
  tree.attached('grandchild', 'child');
  tree.navigated('child', 'https://inner.example/', 'inner');
  const child = tree.get('child');
  expect([tree.main.parent, tree.main.top, child?.parent, child?.top, child?.origin, child?.name]).toEqual([null, tree.main, tree.main, tree.main, 'https://inner.example', 'inner']);
  tree.movedWithinDocument('main', 'https://example.com/#here');
  expect(tree.main.url).toBe('https://example.com/#here');
  tree.detached('child');
  expect([child?.isDestroyed(), tree.get('grandchild'), tree.main.framesInSubtree]).toEqual([true, undefined, [tree.main]]);
});

describe("Node's crypto under the guard", () => {
  const guarded = (expression: string): string => execFileSync(process.execPath, ['--input-type=module', '-e', `
    import crypto, { createHash } from 'node:crypto';
    import { limitToBoringSSL } from ${JSON.stringify(source('crypto-guard.ts'))};
    limitToBoringSSL();
    try { ${expression}; console.log('works'); } catch (error) { console.log(error.message); }`], { encoding: 'utf8' }).trim();
  it.each([
    "createHash('sha256')", "crypto.createCipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12))", "crypto.scryptSync('p', 's', 32)", "crypto.hkdfSync('sha256', 'k', 's', 'i', 32)",
    "crypto.pbkdf2Sync('p', 's', 1, 32, 'sha512')", "crypto.generateKeyPairSync('x25519')",
  ])('%s works, as in BoringSSL', (expression) => expect(guarded(expression)).toBe('works'));
  it.each([
    "createHash('sha3-256')", "crypto.createHash('blake2b512')", "crypto.createCipheriv('chacha20-poly1305', Buffer.alloc(32), Buffer.alloc(12))", "crypto.pbkdf2Sync('p', 's', 1, 32, 'sha3-256')",
    "crypto.createCipheriv('aes-256-ccm', Buffer.alloc(32), Buffer.alloc(12), { authTagLength: 16 })",
  ])('%s is refused, as in BoringSSL', (expression) => expect(guarded(expression)).toContain("Electron's BoringSSL has no"));
});
