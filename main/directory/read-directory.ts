import { type Directory, ExtensionsPart, NumbersPart } from '../../domain/numbers/directory.ts';
import { EMPTY_DIRECTORY } from '../../domain/numbers/empty-directory.ts';
import { VaultError } from '../vault/errors.ts';
import type { Vault } from '../vault/vault.ts';

/** Reads the big parts of a site. One that was never saved is empty; one that cannot be used is never taken for empty. */
export async function readDirectory(vault: Vault, siteId: string): Promise<Directory> {
  const [numbers, extensions] = await Promise.all([vault.readPart(siteId, 'numbers'), vault.readPart(siteId, 'extensions')]);
  return {
    numbers: numbers === null ? EMPTY_DIRECTORY.numbers : checked(NumbersPart.safeParse(numbers), numbers, `sites/${siteId}/numbers.age`),
    extensions: extensions === null ? EMPTY_DIRECTORY.extensions : checked(ExtensionsPart.safeParse(extensions), extensions, `sites/${siteId}/extensions.age`),
  };
}

function checked<Part>(parsed: { readonly success: boolean; readonly data?: Part | undefined }, document: unknown, file: string): Part {
  if (parsed.data !== undefined) return parsed.data;
  const { schema } = typeof document === 'object' && document !== null && 'schema' in document ? document : { schema: null };
  const what = `The file ${file} cannot be used.`;
  throw typeof schema === 'number' && schema > 1
    ? new VaultError({ code: 'too-new', what, why: 'A newer Trunkbook wrote it.', next: 'Update Trunkbook on this laptop. Nothing was changed.', file })
    : new VaultError({ code: 'corrupt', what, why: 'It opens, but what is inside is not whole.', next: 'Bring back the newest backup of the data folder, or send us the file. Nothing was changed.', file });
}
