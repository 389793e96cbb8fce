import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { decryptWithPassphrase, encryptWithPassphrase, generateIdentity, keysOf, loadAge } from '../../../main/vault/age.ts';
import { hasProgram } from './programs.ts';
import { closedVault, opened, overwrite, PASSPHRASE, PHOTO, SITE } from './temporary-vault.ts';

const DOCUMENT = { customer: 'Lakeside Dental', note: 'Zürich ☎' };
const savedVault = (): Promise<string> => closedVault((vault) => vault.saveSite(SITE, DOCUMENT, { name: 'Lakeside' }).then(() => undefined));

describe('the age library as it comes', () => {
  test('opens our identity and, with it, our files', async () => {
    const folder = await savedVault();
    const { age } = await loadAge();
    const byPassphrase = new age.Decrypter();
    byPassphrase.addPassphrase(PASSPHRASE.toString());
    const identity = await byPassphrase.decrypt(await readFile(path.join(folder, 'identity.age')), 'text');
    const byIdentity = new age.Decrypter();
    byIdentity.addIdentity(identity.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-1')) ?? '');
    const envelope: unknown = JSON.parse(await byIdentity.decrypt(await readFile(path.join(folder, 'sites', SITE, 'site.age')), 'text'));
    expect(envelope).toMatchObject({ format: 'trunkbook-vault', schema: 1, kind: 'site', id: SITE, revision: 1, body: { document: DOCUMENT } });
  });

  test('makes an identity file that opens our vault', async () => {
    const folder = await savedVault();
    const { age } = await loadAge();
    const old = await decryptWithPassphrase(await readFile(path.join(folder, 'identity.age')), PASSPHRASE);
    if (old.kind !== 'opened') throw new Error('the identity did not open');
    const encrypter = new age.Encrypter();
    encrypter.setPassphrase(PASSPHRASE.toString());
    encrypter.setScryptWorkFactor(4);
    await overwrite(folder, 'identity.age', await encrypter.encrypt(old.plaintext));
    await opened(folder, async (vault) => expect((await vault.readSite(SITE)).document).toEqual(DOCUMENT));
  });

  test('a work factor above 20 is refused before any memory is taken', async () => {
    const file = Buffer.from(await encryptWithPassphrase(Buffer.from('x'), PASSPHRASE, 4)).toString('latin1');
    for (const factor of ['21', '30', '99', '04', '-1', '4e0']) {
      const other = Buffer.from(file.replace(/^(-> scrypt \S+) 4$/m, `$1 ${factor}`), 'latin1');
      expect((await decryptWithPassphrase(other, PASSPHRASE)).kind, factor).toBe('damaged');
    }
  });

  test('each encryption to a passphrase has a salt of its own', async () => {
    const salt = async (): Promise<string> => Buffer.from(await encryptWithPassphrase(Buffer.from('x'), PASSPHRASE, 4)).toString('latin1').split(' ')[2] ?? '';
    expect(await salt()).not.toBe(await salt());
  });

  test('a big file, which we work on in pieces, is one and the same format in both directions', async () => {
    const identity = await generateIdentity();
    const ours = await keysOf(identity);
    const { age } = await loadAge();
    const encrypter = new age.Encrypter();
    encrypter.addRecipient(ours.recipient);
    const decrypter = new age.Decrypter();
    decrypter.addIdentity(identity);
    const megabyte = 2 ** 20;
    // Around the sizes of a piece and of age's own chunks of 64 KiB, whose last one is marked.
    for (const size of [megabyte - 2 ** 16, megabyte - 200, megabyte - 1, megabyte, megabyte + 1, megabyte + 2 ** 16, 2 * megabyte, 3 * megabyte - 7]) {
      const plaintext = randomBytes(size);
      expect(plaintext.equals(await decrypter.decrypt(await ours.encrypt(plaintext))), `${size} bytes, opened by the library`).toBe(true);
      expect(plaintext.equals(await ours.decrypt(await encrypter.encrypt(plaintext))), `${size} bytes, made by the library`).toBe(true);
    }
  });

  test('while a big file is encrypted and decrypted, the event loop comes round for each megabyte', async () => {
    const keys = await keysOf(await generateIdentity());
    const plaintext = randomBytes(4 * 2 ** 20);
    const turnsDuring = async <T>(work: Promise<T>): Promise<{ readonly turns: number; readonly result: T }> => {
      let turns = 0;
      let running = true;
      const turn = (): void => {
        turns += 1;
        if (running) setImmediate(turn);
      };
      setImmediate(turn);
      const result = await work;
      running = false;
      return { turns, result };
    };
    const encrypted = await turnsDuring(keys.encrypt(plaintext));
    const decrypted = await turnsDuring(keys.decrypt(encrypted.result));
    for (const { turns } of [encrypted, decrypted]) expect(turns).toBeGreaterThanOrEqual(plaintext.length / 2 ** 20);
    expect(plaintext.equals(decrypted.result)).toBe(true);
  });

  test('where WebCrypto has no X25519, the identity works from its text', async () => {
    const identity = await generateIdentity();
    const native = await keysOf(identity);
    const importKey = crypto.subtle.importKey;
    crypto.subtle.importKey = () => Promise.reject(new DOMException('no X25519 here', 'NotSupportedError'));
    try {
      const plain = await keysOf(identity);
      expect(plain.recipient).toBe(native.recipient);
      expect(Buffer.from(await plain.decrypt(await native.encrypt(Buffer.from('over')))).toString()).toBe('over');
    } finally {
      crypto.subtle.importKey = importKey;
    }
    expect(Buffer.from(await native.decrypt(await native.encrypt(Buffer.from('back')))).toString()).toBe('back');
  });
});

/** Types the passphrase on a terminal of its own: age reads it from nowhere else. */
const TYPE_ON_TERMINAL = `
import os, pty, sys
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
seen = b''
typed = False
while True:
    try:
        chunk = os.read(terminal, 65536)
    except OSError:
        break
    if not chunk:
        break
    seen += chunk
    if not typed and b'passphrase' in seen.lower():
        os.write(terminal, sys.argv[1].encode() + b'\\n')
        typed = True
_, status = os.waitpid(child, 0)
sys.stderr.buffer.write(seen)
sys.exit(os.waitstatus_to_exitcode(status))
`;

describe.skipIf(!hasProgram('age') || !hasProgram('python3'))('the age command', () => {
  test('`age -d -i identity.age sites/<id>/site.age` opens a site without Trunkbook', async () => {
    const folder = await savedVault();
    for (const identity of ['identity.age', 'identity.copy.age']) {
      const output = path.join(folder, 'plain.json');
      const command = ['age', '-d', '-o', output, '-i', path.join(folder, identity), path.join(folder, 'sites', SITE, 'site.age')];
      const run = spawnSync('python3', ['-c', TYPE_ON_TERMINAL, PASSPHRASE.toString(), ...command], { encoding: 'utf8' });
      expect(run.status, run.stderr).toBe(0);
      expect(JSON.parse(await readFile(output, 'utf8'))).toMatchObject({ id: SITE, body: { document: DOCUMENT, summary: { name: 'Lakeside' } } });
    }
  });

  test('opens a picture without Trunkbook', async () => {
    const picture = { schema: 1, mime: 'image/png', data: randomBytes(2 * 2 ** 20).toString('base64'), thumbnail: 'dGh1bWI=' };
    const folder = await closedVault((vault) => vault.savePhoto(SITE, PHOTO, picture));
    const output = path.join(folder, 'plain.json');
    const command = ['age', '-d', '-o', output, '-i', path.join(folder, 'identity.age'), path.join(folder, 'sites', SITE, 'photos', `${PHOTO}.age`)];
    const run = spawnSync('python3', ['-c', TYPE_ON_TERMINAL, PASSPHRASE.toString(), ...command], { encoding: 'utf8' });
    expect(run.status, run.stderr).toBe(0);
    expect(JSON.parse(await readFile(output, 'utf8'))).toMatchObject({ kind: 'photo', id: `${SITE}/${PHOTO}`, revision: 1, body: picture });
  });

  test('encrypts to our recipient what we open', async () => {
    const keys = await keysOf(await generateIdentity());
    const file = execFileSync('age', ['-r', keys.recipient], { input: 'from the command line' });
    expect(Buffer.from(await keys.decrypt(file)).toString()).toBe('from the command line');
  });
});
