// Run under strace by order.test.ts: one save of one site in the vault given as the first argument.
import { unlockVault } from '../../../main/vault/vault.ts';

const [folder = '', passphrase = '', site = ''] = process.argv.slice(2);
const vault = await unlockVault(folder, Buffer.from(passphrase));
await vault.saveSite(site, 'new', null);
process.kill(process.pid, 'SIGKILL');
