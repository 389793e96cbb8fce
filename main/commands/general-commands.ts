import type { Desk } from '../desk.ts';
import type { Handlers } from '../ipc/answer.ts';
import type { PreferenceStore } from '../preferences.ts';
import { openLink, showLink } from '../security/links.ts';

/** The mirror, preferences and links. */
export function generalCommands(desk: Desk, preferences: PreferenceStore): Pick<Handlers, 'mirror.get' | 'preferences.save' | 'link.show' | 'link.open'> {
  const fqdnOf = async (siteId: string | null): Promise<string | null> => (siteId === null ? null : (await desk.site(siteId)).intent.pbx.fqdn);
  return {
    'mirror.get': () => desk.mirror.whole(),
    'preferences.save': ({ theme }) => {
      preferences.set({ theme });
      desk.mirror.patch({ what: 'preferences', value: { theme } });
      return {};
    },
    'link.show': async ({ link, siteId }) => ({ url: showLink(link, await fqdnOf(siteId)) }),
    'link.open': async ({ link, siteId }) => {
      await openLink(link, await fqdnOf(siteId));
      return {};
    },
  };
}
