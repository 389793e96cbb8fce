import { Resolver } from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NameAnswer } from '../../domain/site/record.ts';

/** Asks a name for its IPv4 addresses. */
export type ResolveName = (name: string) => Promise<NameAnswer>;

const PATIENCE = 6000;

/** Asks the system's name servers, for six seconds at most. No answer of any kind is 'none': the site may have no network. */
export const resolveBySystem: ResolveName = async (name) => {
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  const done = new AbortController();
  const asked = resolver.resolve4(name).then((addresses): NameAnswer => (addresses.length === 0 ? { kind: 'none' } : { kind: 'addresses', addresses }), (): NameAnswer => ({ kind: 'none' }));
  const late = sleep(PATIENCE, undefined, { signal: done.signal }).then((): NameAnswer => ({ kind: 'none' }), (): NameAnswer => ({ kind: 'none' }));
  try {
    return await Promise.race([asked, late]);
  } finally {
    done.abort();
    resolver.cancel();
  }
};
