import { useMemo } from 'react';
import type { Directory } from '../../../domain/numbers/directory.ts';
import { EMPTY_DIRECTORY } from '../../../domain/numbers/empty-directory.ts';
import { type Overview, overviewOf } from '../../../domain/overview/overview.ts';
import type { OpenSite } from '../../../domain/site/record.ts';
import { useMirror, useSiteAt } from '../../mirror-store.ts';

/** The big parts of the open site. */
export function useDirectory(siteId: string): Directory {
  const directory = useMirror((mirror) => mirror.directory);
  return directory?.siteId === siteId ? directory : EMPTY_DIRECTORY;
}

const FIVE_MINUTES = 5 * 60_000;

/**
 * Where a site stands: derived anew only when something of it changed, and every five minutes. Of the clock it needs no more, and a site may have
 * 10,000 numbers.
 */
export function useOverview(site: OpenSite, directory: Directory, now: number): Overview {
  const siteAt = useSiteAt();
  const at = momentOf(siteAt, now);
  return useMemo(() => overviewOf({ ...site, directory }, at), [site, directory, at]);
}

/**
 * The moment that a site is judged at: five minutes may have passed since, but never is it before the site's last change. What was written down
 * then would lie in the future, and nothing could be told from it. Where the clock was put back since, that change is no measure.
 * @param siteAt when the site last changed, @param now both in milliseconds since 1970; `now` may be some seconds behind
 */
export function momentOf(siteAt: number, now: number): number {
  const passed = Math.floor(now / FIVE_MINUTES) * FIVE_MINUTES;
  return siteAt > now + FIVE_MINUTES ? passed : Math.max(passed, siteAt);
}
