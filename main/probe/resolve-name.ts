import { Resolver } from 'node:dns/promises';
import type { NameAnswer } from '../../domain/site/record.ts';

/** Asks a name for its IPv4 addresses. */
export type ResolveName = (name: string) => Promise<NameAnswer>;

/** Asks the system's name servers, for six seconds at most. No answer of any kind is 'none': the site may have no network. */
export const resolveBySystem: ResolveName = async (name) => {
  const resolver = new Resolver({ timeout: 2000, tries: 3 });
  try {
    const addresses = await resolver.resolve4(name);
    return addresses.length === 0 ? { kind: 'none' } : { kind: 'addresses', addresses };
  } catch {
    return { kind: 'none' };
  }
};
