import { useMemo } from 'react';
import type { Directory } from '../../../domain/numbers/directory.ts';
import { EMPTY_DIRECTORY } from '../../../domain/numbers/empty-directory.ts';
import { type Overview, overviewOf } from '../../../domain/overview/overview.ts';
import type { OpenSite } from '../../../domain/site/record.ts';
import { useMirror } from '../../mirror-store.ts';

/** The big parts of the open site. */
export function useDirectory(siteId: string): Directory {
  const directory = useMirror((mirror) => mirror.directory);
  return directory?.siteId === siteId ? directory : EMPTY_DIRECTORY;
}

const FIVE_MINUTES = 5 * 60_000;

/** Where a site stands: derived anew only when something of it changed, and every five minutes. Of the clock it needs no more, and a site may have 10,000 numbers. */
export function useOverview(site: OpenSite, directory: Directory, now: number): Overview {
  const at = Math.floor(now / FIVE_MINUTES) * FIVE_MINUTES;
  return useMemo(() => overviewOf({ ...site, directory }, at), [site, directory, at]);
}
