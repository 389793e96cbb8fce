import { readPersonName } from '../../domain/site/values.ts';
import type { Desk } from '../desk.ts';
import { CommandFault, invalidValues } from '../fault.ts';
import type { Handlers } from '../ipc/answer.ts';
import type { LaptopKey } from '../laptop-key.ts';
import { savePdf } from '../print.ts';
import { VaultError } from '../vault/errors.ts';
import { generatePassphrase, judgePassphrase } from '../vault/passphrase.ts';
import { recoveryKitHtml } from '../vault/recovery-kit.ts';
import type { Vault } from '../vault/vault.ts';
import { createVault, unlockVault, unlockVaultWith } from '../vault/vault.ts';
import { openDesk } from '../open-desk.ts';
import { withBytes } from './passphrase-bytes.ts';
import { saveTechnician } from '../technician.ts';

export interface VaultCommands {
  readonly desk: Desk;
  readonly folder: string;
  readonly laptopKey: LaptopKey;
  /** Told before a passphrase is tried, and when the vault is open and shown. */
  readonly opening: () => void;
  readonly opened: () => void;
  readonly lock: () => Promise<void>;
}

/** Does the last steps of opening. A vault that cannot be shown does not stay open behind the lock screen. */
async function orClose(vault: Vault, steps: () => Promise<void>): Promise<void> {
  try {
    await steps();
  } catch (error) {
    await vault.close().catch(() => {});
    throw error;
  }
}

async function mustBeStrong(passphrase: string, field: string): Promise<void> {
  const strength = await judgePassphrase(passphrase);
  if (strength.acceptable) return;
  const why = [strength.warning, ...strength.advice].filter((part) => part !== null && part !== '').join(' ') || 'It would be guessed quickly.';
  throw new CommandFault({
    code: 'weak-passphrase', what: 'This passphrase is too weak.', why, next: 'Choose a longer one, or have six words made up for you.', fields: [{ field, why }],
  });
}

/** Opening and closing the vault. One such call runs at a time: a second Enter must not start a second scrypt. */
export function vaultCommands({ desk, folder, laptopKey, opening, opened, lock }: VaultCommands): Pick<Handlers, Extract<keyof Handlers, `vault.${string}`>> {
  let busy = false;
  const alone = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (busy) throw new CommandFault({ code: 'busy', what: 'Trunkbook is still at it.', why: 'Deriving the key takes about a second, on purpose.', next: 'Wait a moment.' });
    busy = true;
    try {
      return await work();
    } finally {
      busy = false;
    }
  };
  const mustBeClosed = (): void => {
    if (desk.isOpen) throw new CommandFault({ code: 'busy', what: 'The vault is open already.', why: 'There is one vault in this data folder.', next: 'Go on working, or lock it first.' });
  };

  const show = (vault: Vault): Promise<void> => orClose(vault, async () => openDesk(desk, vault, await laptopKey.state()));
  const unlockHere = async (): Promise<Vault> => {
    try {
      return await unlockVaultWith(folder, await laptopKey.take());
    } catch (error) {
      // A key that opens nothing here never will.
      if (error instanceof VaultError && error.code === 'wrong-passphrase') await laptopKey.forget();
      const view = desk.mirror.get().vault;
      if (view.kind === 'locked') desk.mirror.patch({ what: 'vault', value: { ...view, here: await laptopKey.isKept() } });
      throw error;
    }
  };

  return {
    'vault.create': ({ passphrase, technician }) => alone(async () => {
      mustBeClosed();
      const name = readPersonName(technician);
      if (!name.ok) throw invalidValues([{ field: 'technician', why: name.why }]);
      await mustBeStrong(passphrase, 'passphrase');
      opening();
      const vault = await withBytes(passphrase, (bytes) => createVault(folder, bytes));
      await orClose(vault, () => saveTechnician(vault, { name: name.value }));
      // One that an earlier vault left behind; should it stay, it opens nothing.
      await laptopKey.forget().catch(() => {});
      await show(vault);
      opened();
      return {};
    }),
    'vault.unlock': ({ passphrase }) => alone(async () => {
      mustBeClosed();
      opening();
      const vault = await withBytes(passphrase, (bytes) => unlockVault(folder, bytes));
      await show(vault);
      opened();
      return {};
    }),
    'vault.unlockHere': () => alone(async () => {
      mustBeClosed();
      opening();
      const vault = await unlockHere();
      await show(vault);
      opened();
      return {};
    }),
    'vault.rememberHere': ({ passphrase }) => alone(async () => {
      const vault = desk.vault();
      await laptopKey.keep(() => withBytes(passphrase, (bytes) => vault.exportIdentity(bytes)));
      desk.showHere('on');
      return {};
    }),
    'vault.forgetHere': () => alone(async () => {
      desk.vault();
      await laptopKey.forget();
      desk.showHere(await laptopKey.state());
      return {};
    }),
    'vault.lock': async () => {
      await lock();
      return {};
    },
    'vault.changePassphrase': ({ current, next }) => alone(async () => {
      await mustBeStrong(next, 'next');
      await withBytes(current, (currentBytes) => withBytes(next, (nextBytes) => desk.vault().changePassphrase(currentBytes, nextBytes)));
      return {};
    }),
    'vault.judgePassphrase': ({ passphrase }) => judgePassphrase(passphrase),
    'vault.suggestPassphrase': async () => ({ passphrase: await generatePassphrase() }),
    'vault.printRecoveryKit': async () => {
      const sites = desk.mirror.get().sites.map(({ id, name }) => ({ id, name }));
      desk.vault();
      const saved = await savePdf(recoveryKitHtml({ folder, sites, createdAt: desk.stamp().at }), 'Trunkbook recovery kit.pdf');
      return { saved };
    },
  };
}
