import { open, rename } from 'node:fs/promises';
import path from 'node:path';
import { loadAge } from '../../main/vault/age.ts';

/** The least that a durable encrypted save does, by the library as it comes: no vault around it. */
export async function bareSave(folder: string, bytes: Uint8Array, identity: string): Promise<void> {
  const { age } = await loadAge();
  const encrypter = new age.Encrypter();
  encrypter.addRecipient(await age.identityToRecipient(identity));
  const file = await encrypter.encrypt(bytes);
  const decrypter = new age.Decrypter();
  decrypter.addIdentity(identity);
  if (Buffer.compare(await decrypter.decrypt(file), bytes) !== 0) throw new Error('the file does not open again');
  const temporary = path.join(folder, 'bare.tmp');
  const handle = await open(temporary, 'wx');
  await handle.writeFile(file);
  await handle.sync();
  await handle.close();
  await rename(temporary, path.join(folder, 'bare.age'));
  const directory = await open(folder, 'r');
  await directory.sync();
  await directory.close();
}
