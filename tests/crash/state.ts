import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Vault } from '../../main/vault/vault.ts';

export const SITES = ['6f0c8f1e-6a53-4a6f-9a70-0d6e9a0c1b11', 'c0ffee00-1111-4222-8333-444455556666'] as const;

const SiteState = z.strictObject({ state: z.int(), content: z.string(), hash: z.string() });
const AccountsState = z.strictObject({ state: z.int() });

/** The highest state per file that was acknowledged, or found. */
export type States = Map<string, number>;

/** What a vault holds after a kill. `torn` counts files that did not open as they are, whole and from their own place. */
export async function found(vault: Vault): Promise<{ readonly states: States; readonly torn: number }> {
  const states: States = new Map();
  let torn = 0;
  for (const { id, summary } of vault.listSites()) {
    const site = SiteState.safeParse(await vault.readSite(id).then(({ document }) => document, () => null));
    const whole = site.success && createHash('sha256').update(site.data.content).digest('hex') === site.data.hash;
    const listed = AccountsState.safeParse(summary);
    if (!whole || !listed.success || listed.data.state !== site.data.state) torn += 1;
    else states.set(`site:${id}`, site.data.state);
  }
  const accounts = await vault.readDocument('accounts').catch(() => 'torn');
  const parsed = AccountsState.safeParse(accounts);
  if (parsed.success) states.set('accounts', parsed.data.state);
  else if (accounts !== null) torn += 1;
  // A backup or a copy that had to stand in means that the file itself was torn.
  return { states, torn: torn + vault.notices.length };
}
