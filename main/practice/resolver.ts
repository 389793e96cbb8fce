import type { PracticeWorld } from './world.ts';

export type ResolveAnswer = { readonly kind: 'addresses'; readonly addresses: string[] } | { readonly kind: 'none' };

/** The name server of the practice world: it knows the world's made-up PBXs and nothing else. No network is touched. */
export function createPracticeResolver(world: PracticeWorld): (name: string) => Promise<ResolveAnswer> {
  return async (name) => {
    const wanted = name.toLowerCase().replace(/\.$/, '');
    const system = world.data.pbxSystems.find(({ fqdn }) => fqdn === wanted);
    return system ? { kind: 'addresses', addresses: [...system.addresses] } : { kind: 'none' };
  };
}
