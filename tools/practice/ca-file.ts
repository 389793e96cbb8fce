// The one file that the practice service writes: the certificate of its throw-away authority. It is public; its key is nowhere.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface CaFile {
  readonly path: string;
  readonly remove: () => void;
}

/** In a fresh folder that only this user can enter. Gone at `remove`, and at the latest when this process exits. */
export function writeCaFile(certificate: string): CaFile {
  const folder = mkdtempSync(path.join(tmpdir(), 'trunkbook-practice-'));
  const remove = (): void => {
    process.off('exit', remove);
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', remove);
  const file = path.join(folder, 'ca.pem');
  writeFileSync(file, certificate, { mode: 0o600 });
  return { path: file, remove };
}
