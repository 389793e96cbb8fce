import { safeStorage } from 'electron';
import { type Keychain, protectingBackend } from './laptop-key.ts';

/** The keychain of this computer, through Electron. Calls may wait for a person: macOS and keyrings ask. */
export const systemKeychain: Keychain = {
  backend: () => protectingBackend(process.platform, () => safeStorage.getSelectedStorageBackend()),
  isAvailable: () => safeStorage.isAsyncEncryptionAvailable(),
  seal: (text) => safeStorage.encryptStringAsync(text),
  open: async (sealed) => {
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
    return { text: result, sealAgain: shouldReEncrypt };
  },
};
